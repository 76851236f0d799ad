package io.ringfence.core.ring;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What the ring's tests share: small rings, threads that are counted, publishing that waits for room. */
final class Rings {
    static final int SLOTS = 64;

    private Rings() {}

    static RingConfig config(ThreadingMode mode, WaitProfile profile) {
        return new RingConfig(SLOTS, mode, profile, 16, 64, 1024, 64, 1 << 20);
    }

    static RingConfig config(ThreadingMode mode) {
        return config(mode, WaitProfile.QUIET);
    }

    static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    /** Publishes, waiting for room; false when the core is halted or closed. */
    static boolean publish(EventPublisher publisher, TestEvent event) {
        long claim = publisher.tryClaim(Admission.VITAL);
        while (claim == EventPublisher.BUSY) {
            Thread.yield();
            claim = publisher.tryClaim(Admission.VITAL);
        }
        if (claim < 0) {
            return false;
        }
        event.encode(publisher.slot(claim).in());
        publisher.publish(claim);
        return true;
    }

    /** Publishes so many events that carry nothing but time. */
    static void publish(EventPublisher publisher, int count) {
        for (int i = 0; i < count && publish(publisher, new TestEvent.Time()); i++) {
            // The condition does the work.
        }
    }

    /** Remembers the threads it makes, so that a test can see them end. */
    static final class CountedThreads implements StageThreads {
        private final List<Thread> threads = new ArrayList<>();

        @Override
        public Thread newThread(String name, Runnable work) {
            Thread thread = new Thread(work, "test-" + name);
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        }

        List<String> names() {
            return threads.stream().map(Thread::getName).toList();
        }

        void assertEnded() throws InterruptedException {
            for (Thread thread : threads) {
                thread.join(10_000);
                assertFalse(thread.isAlive(), thread::getName);
            }
        }
    }
}
