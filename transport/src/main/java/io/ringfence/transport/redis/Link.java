package io.ringfence.transport.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.Delay;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One connection to Redis, made again whenever it ends, by a thread of its own that also does what there is to do with it. A
 * server that does not answer a ping in time is one that is not there.
 */
final class Link implements AutoCloseable {
    private static final long NS_PER_MS = 1_000_000;

    /** What is done with a connection, all on the link's thread. */
    interface Work {
        /** A connection stands; one that cannot be used is refused by an exception. */
        void onUp(StatefulRedisPubSubConnection<String, byte[]> connection) throws IOException, InterruptedException;

        /** Does what is due, whether or not there is a connection; returns how long nothing will be due, nanoseconds. */
        long work();

        /** There is no connection, any more or still. */
        void onDown();
    }

    private final String name;
    private final RedisLinkConfig config;
    private final Work work;
    private final Connector connector;
    private final RedisCounters counters;
    private final Consumer<String> notices;
    private final Delay backoff;
    private final Thread thread;
    /** Attempts since a connection last was of use; of the link's thread, as the one below. */
    private long attempts;

    private boolean isDownTold;
    /** Written by the link's thread. */
    private volatile boolean isUp;
    /** Set once, by whoever closes. */
    private volatile boolean isClosing;

    /**
     * A link that does nothing before it is started.
     *
     * @param name of the direction, for messages and threads
     */
    Link(
            String name,
            RedisLinkConfig config,
            int maxMessageBytes,
            Work work,
            RedisCounters counters,
            Consumer<String> notices) {
        this.name = name;
        this.config = config;
        this.work = work;
        this.counters = counters;
        this.notices = notices;
        connector = new Connector(name, config, new MessageCodec(maxMessageBytes));
        backoff = Delay.fullJitter(
                Duration.ofMillis(config.reconnectMinMs()),
                Duration.ofMillis(config.reconnectMaxMs()),
                config.reconnectMinMs(),
                TimeUnit.MILLISECONDS);
        thread = new Thread(this::run, "ringfence-redis-" + name);
        thread.setDaemon(true);
    }

    /**
     * Starts the thread; once.
     *
     * @throws IOException when the password cannot be read: the operator's to mend before anything runs
     */
    void start() throws IOException {
        connector.check();
        thread.start();
    }

    /** Has the work looked at soon. Any thread. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Whether a connection stands and is used. Any thread. */
    boolean isUp() {
        return isUp;
    }

    private void run() {
        while (!isClosing) {
            String reason = serveOne();
            if (!isClosing) {
                tellDown(reason);
                work.onDown();
                await(backoff.createDelay(++attempts).toNanos());
            }
        }
    }

    /** Serves one connection to its end, and says why that came. */
    private String serveOne() {
        StatefulRedisPubSubConnection<String, byte[]> connection = null;
        try {
            connection = connector.connect();
            work.onUp(connection);
            counters.increment(RedisCounter.CONNECTS);
            isUp = true;
            isDownTold = false;
            notices.accept("redis." + name + ": connected to " + config.uri());
            return serve(connection);
        } catch (InterruptedException closing) {
            return "interrupted";
        } catch (IOException | RuntimeException failure) {
            return Connector.reason(failure);
        } finally {
            if (!isClosing) {
                counters.increment(isUp ? RedisCounter.DISCONNECTS : RedisCounter.CONNECTS_FAILED);
            }
            isUp = false;
            if (connection != null) {
                connector.close(connection);
            }
        }
    }

    private String serve(StatefulRedisPubSubConnection<String, byte[]> connection) throws IOException {
        Ended ended = new Ended(thread);
        connection.addListener(ended);
        RedisFuture<String> ping = null;
        long pingNs = System.nanoTime() + config.pingMs() * NS_PER_MS;
        while (!isClosing) {
            if (ended.isEnded || !connection.isOpen()) {
                return "the connection has ended";
            }
            long nowNs = System.nanoTime();
            if (ping != null && ping.isDone()) {
                check(ping);
                ping = null;
                attempts = 0;
                pingNs = nowNs + config.pingMs() * NS_PER_MS;
            } else if (ping != null && nowNs - pingNs >= 0) {
                return "no answer within " + config.timeoutMs() + " ms";
            } else if (ping == null && nowNs - pingNs >= 0) {
                ping = connection.async().ping();
                connection.flushCommands();
                pingNs = nowNs + config.timeoutMs() * NS_PER_MS;
            }
            park(Math.min(work.work(), pingNs - System.nanoTime()));
        }
        return "closing";
    }

    private static void check(RedisFuture<String> ping) throws IOException {
        if (ping.getError() != null) {
            throw new IOException(ping.getError());
        }
    }

    /** Once for an outage, however many attempts it takes. */
    private void tellDown(String reason) {
        if (!isDownTold) {
            isDownTold = true;
            notices.accept("redis." + name + ": no connection to " + config.uri() + ": " + reason
                    + "; it is tried again, each time after at most " + config.reconnectMaxMs() + " ms");
        }
    }

    /** Waits before the next attempt, and works meanwhile. */
    private void await(long waitNs) {
        long untilNs = System.nanoTime() + waitNs;
        for (long leftNs = waitNs; leftNs > 0 && !isClosing; leftNs = untilNs - System.nanoTime()) {
            park(Math.min(work.work(), leftNs));
        }
    }

    private void park(long waitNs) {
        if (waitNs > 0) {
            LockSupport.parkNanos(this, waitNs);
        }
    }

    /** Hears of a connection's end, on the connection's thread. */
    private static final class Ended implements RedisConnectionStateListener {
        private final Thread waiting;
        /** Set by the connection's thread, read by the link's. */
        private volatile boolean isEnded;

        Ended(Thread waiting) {
            this.waiting = waiting;
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            isEnded = true;
            LockSupport.unpark(waiting);
        }
    }

    /** Ends the thread and the connection. */
    @Override
    public void close() {
        isClosing = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        connector.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
