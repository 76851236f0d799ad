package io.ringfence.core.ring;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;

/** How stage threads wait for events: idle cost against latency. */
public enum WaitProfile {
    /** Threads sleep on a lock until an event is published: idle cost near zero, wake-up costs some microseconds. */
    QUIET {
        @Override
        WaitStrategy strategy() {
            return new BlockingWaitStrategy();
        }
    },
    /** Threads spin, then yield, then park for 100 µs at a time: no lock for producers, some idle cost. */
    BALANCED {
        /** Looks before the first park: a hundred spins, then yields. */
        private static final int RETRIES = 200;

        private static final long PARK_NS = 100_000;

        @Override
        WaitStrategy strategy() {
            return new SleepingWaitStrategy(RETRIES, PARK_NS);
        }
    },
    /** Threads spin: the lowest latency, a core for each. */
    SPIN {
        @Override
        WaitStrategy strategy() {
            return new BusySpinWaitStrategy();
        }
    };

    abstract WaitStrategy strategy();
}
