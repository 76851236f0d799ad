package io.ringfence.transport.edge;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What goes out to one client, and what it has subscribed to. Every call on its event loop.
 *
 * <p>Prices go out while the connection takes them and are conflated while it does not. Order events go out as long as the
 * bytes that wait stay within the bound; then the client is closed. From the close frame on nothing else is sent.
 */
final class Client {
    /** Application-defined: what was missed can be had after a new connection. */
    static final int RECONNECT_CODE = 3000;

    private static final String RECONNECT = "reconnect and resume: ";

    private final Channel channel;
    private final Fanout fanout;
    private final EdgeConfig config;
    private final EdgeCounters counters;
    private final PendingPrices pendingPrices = new PendingPrices();

    private boolean prices;
    private boolean orders;
    /** Symbols whose prices are wanted, or null for all. */
    private Set<String> symbols;

    private boolean flushLater;
    private boolean drainingPrices;
    private boolean closing;

    Client(Channel channel, Fanout fanout, EdgeConfig config, EdgeCounters counters) {
        this.channel = channel;
        this.fanout = fanout;
        this.config = config;
        this.counters = counters;
    }

    /** Subscriptions as the bound on them counts, if prices were filtered by so many symbols, 0 for no filter. */
    int subscriptionCountWith(int symbolCount) {
        return (orders ? 1 : 0) + Math.max(1, symbolCount);
    }

    /** Subscriptions as the bound on them counts, with channel orders. */
    int subscriptionCountWithOrders() {
        return 1 + (prices ? Math.max(1, symbols == null ? 0 : symbols.size()) : 0);
    }

    /** Starts prices, or changes their filter; null for all symbols. */
    void subscribePrices(Set<String> wantedSymbols) {
        symbols = wantedSymbols;
        if (!prices) {
            prices = true;
            fanout.addPriceClient(this);
        }
    }

    void unsubscribePrices() {
        prices = false;
        symbols = null;
        fanout.removePriceClient(this);
        pendingPrices.clear();
    }

    void subscribeOrders() {
        if (!orders) {
            orders = true;
            fanout.addOrderClient(this);
        }
    }

    void unsubscribeOrders() {
        orders = false;
        fanout.removeOrderClient(this);
    }

    /**
     * Writes a price, or keeps it until the connection takes it. The caller keeps its own hold on it.
     *
     * @return whether it was written
     */
    boolean offerPrice(SharedFrame price) {
        if (symbols != null && !symbols.contains(price.instrument().symbol())) {
            return false;
        }
        if (pendingPrices.isEmpty() && isWritableNow()) {
            write(price);
            counters.increment(EdgeCounter.PRICES_SENT);
            return true;
        }
        if (pendingPrices.put(price)) {
            counters.increment(EdgeCounter.PRICES_CONFLATED);
        }
        return false;
    }

    /**
     * Writes an order event, or closes the client when too much waits already. The caller keeps its own hold on it.
     *
     * @return whether it was written
     */
    boolean offerOrder(SharedFrame order) {
        int bytes = order.bytes().readableBytes();
        if (pendingBytes() + bytes > config.buffers().maxPendingEventBytes()) {
            channel.flush();
            if (pendingBytes() + bytes > config.buffers().maxPendingEventBytes()) {
                closeSlow("order events wait for the client to read");
                return false;
            }
        }
        write(order);
        counters.increment(EdgeCounter.ORDERS_SENT);
        return true;
    }

    private void write(SharedFrame frame) {
        channel.write(frame.bytes().retainedDuplicate(), channel.voidPromise());
        if (!flushLater) {
            flushLater = true;
            fanout.flushLater(this);
        }
    }

    /** Ends a run of writes. */
    void flush() {
        flushLater = false;
        channel.flush();
    }

    /** A batch may fill the buffer of a client that reads well, so what is written is flushed before it counts as slow. */
    private boolean isWritableNow() {
        if (channel.isWritable()) {
            return true;
        }
        channel.flush();
        return channel.isWritable();
    }

    private long pendingBytes() {
        return channel.isWritable()
                ? config.buffers().writeBufferHighWaterBytes() - channel.bytesBeforeUnwritable()
                : config.buffers().writeBufferLowWaterBytes() + channel.bytesBeforeWritable();
    }

    /** The connection takes bytes again, or stopped to. A client that does not read is not read from either. */
    void writabilityChanged() {
        channel.config().setAutoRead(channel.isWritable() || closing);
        if (drainingPrices || pendingPrices.isEmpty()) {
            return;
        }
        drainingPrices = true;
        while (!pendingPrices.isEmpty() && isWritableNow()) {
            channel.write(takeBytes(), channel.voidPromise());
            counters.increment(EdgeCounter.PRICES_SENT);
        }
        drainingPrices = false;
        channel.flush();
    }

    /** The hold on the frame passes to the write. */
    private Object takeBytes() {
        return pendingPrices.poll().bytes().duplicate();
    }

    /** Answers a request; flushed when all that was read has been handled. */
    void reply(String json) {
        channel.write(new TextWebSocketFrame(ByteBufUtil.writeUtf8(channel.alloc(), json)), channel.voidPromise());
    }

    boolean isClosing() {
        return closing;
    }

    /** Closes because the client, or its event loop, cannot keep up. */
    void closeSlow(String reason) {
        if (!closing) {
            counters.increment(EdgeCounter.CLIENTS_CLOSED_SLOW);
            close(new WebSocketCloseStatus(RECONNECT_CODE, RECONNECT + reason));
        }
    }

    /** Closes for what the client sent. */
    void closeViolation(WebSocketCloseStatus status, String reason) {
        if (!closing) {
            counters.increment(EdgeCounter.CLIENTS_CLOSED_VIOLATION);
            close(new WebSocketCloseStatus(status.code(), reason));
        }
    }

    /** Sends a close frame behind what waits; the connection ends with the client's answer, or without after a while. */
    void close(WebSocketCloseStatus status) {
        if (!closing) {
            leave();
            channel.writeAndFlush(new CloseWebSocketFrame(status));
        }
    }

    /** The client's close frame: answered with its own code when it began, the end of the connection in any case. */
    void closeFrameReceived(int statusCode) {
        if (closing) {
            channel.close();
            return;
        }
        leave();
        CloseWebSocketFrame answer =
                statusCode < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(statusCode, "");
        channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private void leave() {
        closing = true;
        gone();
        // Its answer to the close frame is waited for, so it is read from whatever waits.
        channel.config().setAutoRead(true);
        channel.eventLoop()
                .schedule(() -> channel.close(), config.connections().closeTimeoutMs(), TimeUnit.MILLISECONDS);
    }

    /** Lets go of everything that is kept for the client. */
    void gone() {
        closing = true;
        unsubscribePrices();
        unsubscribeOrders();
    }
}
