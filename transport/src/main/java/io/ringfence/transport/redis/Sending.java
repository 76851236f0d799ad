package io.ringfence.transport.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection, and how far Redis is behind on it. Of the publishing thread, but for the answers, which come on the
 * connection's.
 */
final class Sending {
    private final StatefulRedisPubSubConnection<String, byte[]> connection;
    private final RedisAsyncCommands<String, byte[]> commands;
    private final String[] channels;
    private final int maxPending;
    private final RedisCounters counters;
    private final Runnable wake;
    /** Sent and not yet answered; raised by the publishing thread, lowered by the connection's. */
    private final AtomicInteger pending = new AtomicInteger();
    /** The publishing thread sleeps until there is room; set by it, cleared by either. */
    private volatile boolean isAwaited;

    /**
     * A connection that is used for nothing else but pings.
     *
     * @param channels names, by ordinal
     * @param wake wakes the publishing thread
     */
    Sending(
            StatefulRedisPubSubConnection<String, byte[]> connection,
            String[] channels,
            int maxPending,
            RedisCounters counters,
            Runnable wake) {
        this.connection = connection;
        this.commands = connection.async();
        this.channels = channels;
        this.maxPending = maxPending;
        this.counters = counters;
        this.wake = wake;
        connection.setAutoFlushCommands(false);
    }

    boolean hasRoom() {
        return pending.get() < maxPending;
    }

    /** Sends with the next flush. */
    void send(RedisChannel channel, String json) {
        pending.getAndIncrement();
        commands.publish(channels[channel.ordinal()], json.getBytes(StandardCharsets.UTF_8))
                .whenComplete((listeners, failure) -> answered(failure == null));
    }

    void flush() {
        connection.flushCommands();
    }

    private void answered(boolean isTaken) {
        counters.increment(isTaken ? RedisCounter.PUBLISHED : RedisCounter.PUBLISHES_FAILED);
        int left = pending.decrementAndGet();
        if (isAwaited && isEnough(left)) {
            isAwaited = false;
            wake.run();
        }
    }

    /** Many at a time are cheaper than each by itself. */
    private boolean isEnough(int left) {
        return left <= maxPending / 2;
    }

    /** Says that the thread is going to sleep until there is room; false where there is, so that it had better not. */
    boolean awaitRoom() {
        isAwaited = true;
        if (isEnough(pending.get())) {
            isAwaited = false;
            return false;
        }
        return true;
    }
}
