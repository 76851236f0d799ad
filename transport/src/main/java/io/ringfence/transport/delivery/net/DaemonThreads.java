package io.ringfence.transport.delivery.net;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of a channel that end when they have had nothing to do for a while, and do not keep the JVM. */
public final class DaemonThreads {
    private static final int IDLE_SECONDS = 30;

    private DaemonThreads() {}

    /** So many at most. Work waits for them without a bound of its own: who gives it bounds how much is under way. */
    public static ThreadPoolExecutor pool(String name, int maxCount) {
        AtomicInteger made = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                maxCount, maxCount, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, name + "-" + made.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
