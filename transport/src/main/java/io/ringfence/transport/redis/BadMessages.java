package io.ringfence.transport.redis;

import java.util.function.Consumer;

/** Tells of messages that are no prices: of the first at once, of further ones by their number and the newest, seldom. */
final class BadMessages {
    private static final long INTERVAL_NS = 60_000_000_000L;

    private final String channel;
    private final RedisCounters counters;
    private final Consumer<String> notices;
    /** Guarded by this, as the one below. */
    private long untoldCount;

    private long toldNs;

    BadMessages(String channel, RedisCounters counters, Consumer<String> notices) {
        this.channel = channel;
        this.counters = counters;
        this.notices = notices;
        this.toldNs = System.nanoTime() - INTERVAL_NS;
    }

    /** Any thread. */
    void note(String flaw) {
        counters.increment(RedisCounter.MESSAGES_BAD);
        String notice;
        synchronized (this) {
            untoldCount++;
            long nowNs = System.nanoTime();
            if (nowNs - toldNs < INTERVAL_NS) {
                return;
            }
            toldNs = nowNs;
            String count = untoldCount == 1 ? "a message is" : untoldCount + " messages since the last notice are";
            notice = "redis.in: " + channel + ": " + count + " no price, and passed over: " + flaw;
            untoldCount = 0;
        }
        notices.accept(notice);
    }
}
