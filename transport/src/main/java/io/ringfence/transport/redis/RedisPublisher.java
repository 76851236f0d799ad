package io.ringfence.transport.redis;

import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderFilledDecoder;
import io.ringfence.transport.edge.EdgeJson;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Tells Redis of prices, fills, rejections and portfolios, for those who listen there. For information only: nothing is kept
 * for Redis, nothing is told twice, and whoever was away has missed it. The core waits for none of it.
 *
 * <p>Its stage ({@link #stage}) hands over on the core's output thread. The link's thread, {@code ringfence-redis-out}, writes
 * text and sends it, at most so many messages ahead of Redis' answers. While there is no connection fills and rejections are
 * dropped at once; of prices and portfolios the newest waits for the next connection.
 */
public final class RedisPublisher implements AutoCloseable {
    /** The publishing thread works, or will look before it sleeps. */
    private static final int AWAKE = 0;
    /** It sleeps until prices are due; an event wakes it. */
    private static final int PACED = 1;
    /** It sleeps; whatever comes wakes it. */
    private static final int IDLE = 2;

    private static final int REPLY_BYTES = 1_024;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private final RedisCounters counters;
    private final String[] channels = new String[RedisChannel.values().length];
    private final long intervalNs;
    private final int maxPending;
    private final EdgeJson text;
    private final EventQueue events;
    private final PriceSlots prices;
    /** Null where none are told. */
    private final Portfolios portfolios;

    private final RedisStage stage;
    private final Link link;
    /** One of the three above; set by the publishing thread, back to AWAKE by either. */
    private final AtomicInteger sleep = new AtomicInteger();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceSlots.Taken price = new PriceSlots.Taken();
    /** Of the publishing thread, as what follows; null while there is none. */
    private Sending sending;

    private long nextPassNs = System.nanoTime();
    /** What is left of a pass that found no room: portfolios, and the instrument to go on with. */
    private int portfoliosLeft;

    private int instrumentLeft;
    private boolean isInPass;

    /**
     * A publisher of a core that no thread runs. It does nothing before it is started.
     *
     * @param config with a part {@code out}
     * @param liveOrders orders that may be live at once without garbage on the core's thread
     * @param counters shared with the other direction
     * @param notices one line each, for people; from the publisher's threads
     */
    public RedisPublisher(
            RedisConfig config, CoreLogic core, int liveOrders, RedisCounters counters, Consumer<String> notices) {
        RedisOutConfig out =
                config.out().orElseThrow(() -> new IllegalArgumentException("redis.out is not configured"));
        this.counters = counters;
        for (RedisChannel channel : RedisChannel.values()) {
            channels[channel.ordinal()] = channel.name(config.prefix());
        }
        intervalNs = NS_PER_SECOND / out.maxPerSecond();
        maxPending = out.maxPending();
        text = new EdgeJson(core.stopLoss().symbols(), out.maxInstruments());
        events = new EventQueue(out.maxQueuedEvents());
        prices = new PriceSlots(out.maxInstruments());
        portfolios = out.channels().contains(RedisChannel.PORTFOLIO_UPDATE)
                ? new Portfolios(out, core, prices::lastPrice, liveOrders)
                : null;
        link = new Link("out", config.link(), REPLY_BYTES, new Work(), counters, notices);
        stage = new RedisStage(config, core.stopLoss().symbols(), this, portfolios);
    }

    /** What brings it the core's events: an output stage that is not urgent. */
    public RedisStage stage() {
        return stage;
    }

    /**
     * Starts; once. Whether Redis is there shows later.
     *
     * @throws IOException when the password cannot be read
     */
    public void start() throws IOException {
        link.start();
    }

    /** Whether a connection stands. Any thread. */
    public boolean isUp() {
        return link.isUp();
    }

    /** Ends the connection; what waits is dropped. */
    @Override
    public void close() {
        link.close();
    }

    // The core's output thread.

    void define(int instrumentId, String symbol) {
        text.define(instrumentId, symbol);
    }

    /** A price of an instrument within the bound. */
    void price(int instrumentId, long last, long low, long high, long timeNs, long sequence) {
        prices.put(instrumentId, last, low, high, timeNs, sequence);
        wakeFrom(IDLE);
    }

    /** A price that is not told, but that portfolios are valued by; of an instrument within the bound. */
    void seen(int instrumentId, long last) {
        prices.see(instrumentId, last);
    }

    /** Whether an event would be taken; where not it is counted. */
    boolean takesEvent() {
        boolean isUp = link.isUp();
        if (!isUp) {
            counters.increment(RedisCounter.EVENTS_DROPPED_DOWN);
        }
        return isUp;
    }

    /** The queue, for an event that would be taken; {@link #offered} is told of what came of it. */
    EventQueue events() {
        return events;
    }

    void offered(boolean isTaken) {
        if (isTaken) {
            wakeFrom(PACED);
        } else {
            counters.increment(RedisCounter.EVENTS_DROPPED_FULL);
        }
    }

    /** A portfolio waits. */
    void portfolioChanged() {
        wakeFrom(IDLE);
    }

    /** Wakes the publishing thread from that sleep or a deeper one, once. */
    private void wakeFrom(int least) {
        int now = sleep.get();
        if (now >= least && sleep.compareAndSet(now, AWAKE)) {
            link.wake();
        }
    }

    /** On the link's thread. */
    private final class Work implements Link.Work {
        @Override
        public void onUp(StatefulRedisPubSubConnection<String, byte[]> connection) {
            // What came in the moment in which the last one ended is of no use any more.
            onDown();
            sending = new Sending(connection, channels, maxPending, counters, link::wake);
        }

        @Override
        public void onDown() {
            sending = null;
            counters.add(RedisCounter.EVENTS_DROPPED_DOWN, events.clear());
        }

        @Override
        public long work() {
            sleep.set(AWAKE);
            if (sending == null) {
                return Long.MAX_VALUE;
            }
            boolean isThrough = sendEvents() && sendNewest();
            sending.flush();
            if (!isThrough) {
                return sending.awaitRoom() ? Long.MAX_VALUE : 0;
            }
            return pause();
        }
    }

    /** False when there is no room for all of them. */
    private boolean sendEvents() {
        for (EventQueue.Entry event = events.peek(); event != null; event = events.peek()) {
            if (!sending.hasRoom()) {
                return false;
            }
            String json = text.event(
                    event.message, 0, event.accountId, event.timeNs, event.sequence, event.index, event.position);
            boolean isFill = header.wrap(event.message, 0).templateId() == OrderFilledDecoder.TEMPLATE_ID;
            events.remove();
            sending.send(isFill ? RedisChannel.ORDER_FILLED : RedisChannel.ORDER_REJECTED, json);
        }
        return true;
    }

    /** Sends what has changed, each once, when an interval has passed since the last time; false when there is no room for all. */
    private boolean sendNewest() {
        if (!isInPass) {
            long nowNs = System.nanoTime();
            if (nowNs - nextPassNs < 0 || !isNewestFilled()) {
                return true;
            }
            isInPass = true;
            nextPassNs = nowNs + intervalNs;
            portfoliosLeft = portfolios == null ? 0 : portfolios.count();
            instrumentLeft = prices.lookAndClear() ? 0 : prices.size();
        }
        isInPass = !(sendPortfolios() && sendPrices());
        return !isInPass;
    }

    private boolean isNewestFilled() {
        return prices.isFilled() || portfolios != null && portfolios.isFilled();
    }

    private boolean sendPortfolios() {
        for (; portfoliosLeft > 0; portfoliosLeft--) {
            if (!sending.hasRoom()) {
                return false;
            }
            sending.send(RedisChannel.PORTFOLIO_UPDATE, portfolios.take());
        }
        return true;
    }

    private boolean sendPrices() {
        for (; instrumentLeft < prices.size(); instrumentLeft++) {
            if (!sending.hasRoom()) {
                return false;
            }
            if (prices.take(instrumentLeft, price)) {
                counters.add(RedisCounter.PRICES_CONFLATED, price.replacedCount);
                sending.send(
                        RedisChannel.PRICE_UPDATE,
                        text.price(
                                price.instrumentId, price.price, price.low, price.high, price.timeNs, price.sequence));
            }
        }
        return true;
    }

    /** How long to sleep, having said how deeply: what came in between is looked for once more. */
    private long pause() {
        sleep.set(isNewestFilled() ? PACED : IDLE);
        boolean isNewest = isNewestFilled();
        if (events.peek() != null || isNewest && sleep.get() == IDLE) {
            sleep.set(AWAKE);
            return 0;
        }
        return isNewest ? Math.max(0, nextPassNs - System.nanoTime()) : Long.MAX_VALUE;
    }
}
