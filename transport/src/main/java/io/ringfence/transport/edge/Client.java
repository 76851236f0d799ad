package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A connection's way out: what is written, what may wait, how it ends. What goes out is the business of its {@link
 * ClientSubscriptions}. Every call on its event loop.
 *
 * <p>Prices go out while the connection takes them and are conflated while it does not. Events of streams go out as long as
 * the bytes that wait stay within the bound; then the client is closed. From the close frame on nothing else is sent.
 */
final class Client {
    /** Application-defined: what was missed can be had after a new connection. */
    static final int RECONNECT_CODE = 3000;

    private static final String RECONNECT = "reconnect and resume: ";

    private final Channel channel;
    private final ChannelHandlerContext wayOut;
    private final Fanout fanout;
    private final EdgeConfig config;
    private final EdgeCounters counters;
    private final Session session;
    private final ClientSubscriptions subscriptions;

    private boolean flushLater;
    private boolean closing;

    Client(Channel channel, Fanout fanout, EdgeConfig config, Publications publications, EdgeCounters counters) {
        this.channel = channel;
        this.wayOut = channel.pipeline().context(WayOut.class);
        this.fanout = fanout;
        this.config = config;
        this.counters = counters;
        this.session = new Session(config.access());
        this.subscriptions = new ClientSubscriptions(this, fanout, config, publications, counters);
    }

    /** For whom it acts. */
    Session session() {
        return session;
    }

    /** What it listens to. */
    ClientSubscriptions subscriptions() {
        return subscriptions;
    }

    /**
     * Writes an event of a stream, or closes the client when too much waits already. The caller keeps its own hold on it.
     *
     * @param frame a whole frame
     * @return whether it was written
     */
    boolean offerEvent(ByteBuf frame) {
        int bytes = frame.readableBytes();
        int maxBytes = config.buffers().maxPendingEventBytes();
        if (pendingBytes() + bytes > maxBytes) {
            channel.flush();
            if (pendingBytes() + bytes > maxBytes) {
                closeSlow("events wait for the client to read");
                return false;
            }
        }
        write(frame.retainedDuplicate());
        counters.increment(EdgeCounter.EVENTS_SENT);
        return true;
    }

    /** Writes whole frames, whose hold passes to here; flushed with the end of the loop's run. */
    void write(ByteBuf frames) {
        wayOut.write(frames, wayOut.voidPromise());
        flushLater();
    }

    /** Writes an object that is sent seldom. */
    void event(String json) {
        reply(json);
        flushLater();
    }

    private void flushLater() {
        if (!flushLater) {
            flushLater = true;
            fanout.flushLater(this);
        }
    }

    /** Ends a run of writes. */
    void flush() {
        flushLater = false;
        wayOut.flush();
    }

    /** Ends a run of writes that nobody has ended yet. */
    void flushWhatWaits() {
        if (flushLater) {
            flush();
        }
    }

    /** A buffer of this connection's. */
    ByteBuf allocate(int bytes) {
        return channel.alloc().directBuffer(bytes);
    }

    /** Does something later on the client's loop, and flushes what it wrote. */
    Future<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return channel.eventLoop()
                .schedule(
                        () -> {
                            task.run();
                            flush();
                        },
                        delay,
                        unit);
    }

    /** A batch may fill the buffer of a client that reads well, so what is written is flushed before it counts as slow. */
    boolean isWritableNow() {
        if (channel.isWritable()) {
            return true;
        }
        channel.flush();
        return channel.isWritable();
    }

    /** Whether more waits than may wait when an event is added, by answers and snapshots, which are not held against it. */
    boolean isOverfull() {
        return !isWritableNow() && pendingBytes() > config.buffers().maxPendingEventBytes();
    }

    private long pendingBytes() {
        return channel.isWritable()
                ? config.buffers().writeBufferHighWaterBytes() - channel.bytesBeforeUnwritable()
                : config.buffers().writeBufferLowWaterBytes() + channel.bytesBeforeWritable();
    }

    /** The connection takes bytes again, or stopped to. A client that does not read is not read from either. */
    void writabilityChanged() {
        channel.config().setAutoRead(channel.isWritable() || closing);
        subscriptions.writabilityChanged();
    }

    /** Answers a request; flushed when all that was read has been handled. */
    void reply(String json) {
        channel.write(new TextWebSocketFrame(ByteBufUtil.writeUtf8(channel.alloc(), json)), channel.voidPromise());
    }

    /** Says where its streams stand. */
    void heartbeat(String time) {
        if (!closing) {
            reply(Replies.heartbeat(subscriptions.all(), time));
            flush();
        }
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

    /** Closes for who the client is, or is no longer. */
    void closeSession(WebSocketCloseStatus status) {
        if (!closing) {
            counters.increment(EdgeCounter.CLIENTS_CLOSED_SESSION);
            close(status);
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
        subscriptions.closeAll();
    }
}
