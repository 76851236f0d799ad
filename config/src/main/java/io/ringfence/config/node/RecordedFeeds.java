package io.ringfence.config.node;

import io.ringfence.transport.feed.CsvFeed;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays several recorded feeds as one, in the order of their times, in lockstep. Driven by a thread of its own, or by the
 * caller's through {@link #step()}.
 */
final class RecordedFeeds implements AutoCloseable {
    private final List<CsvFeed> feeds;
    private final Runnable onEnd;
    private final CountDownLatch ended = new CountDownLatch(1);
    private Thread thread;
    private volatile boolean isClosed;

    /** Feeds to merge; {@code onEnd} runs on the driving thread after the last tick. */
    RecordedFeeds(List<CsvFeed> feeds, Runnable onEnd) {
        this.feeds = feeds;
        this.onEnd = onEnd;
    }

    void start() {
        thread = new Thread(
                () -> {
                    while (step()) {
                        continue;
                    }
                },
                "ringfence-feeds");
        thread.setDaemon(true);
        thread.start();
    }

    /** Publishes the earliest tick there is; of equal ones the feed configured first. False when there is none left. */
    boolean step() {
        CsvFeed earliest = null;
        long earliestNs = Long.MAX_VALUE;
        for (CsvFeed feed : feeds) {
            long timeNs = feed.nextTimeNs();
            if (timeNs < earliestNs) {
                earliest = feed;
                earliestNs = timeNs;
            }
        }
        if (!isClosed && earliest != null && earliest.step()) {
            return true;
        }
        if (ended.getCount() > 0) {
            // Told to stop in the middle, what is on its way stays so, for the next start to go on from.
            if (!isClosed) {
                onEnd.run();
            }
            ended.countDown();
        }
        return false;
    }

    boolean awaitEnd(long timeoutMs) throws InterruptedException {
        return ended.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    /** Asks for an end before the next tick, which may be far away where a feed is paced. From any thread. */
    void stop() {
        isClosed = true;
        feeds.forEach(CsvFeed::stop);
    }

    /** Stops before the next tick. The feeds are closed by whoever made them, after this. */
    @Override
    public void close() {
        stop();
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
