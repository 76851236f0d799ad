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
    /** Threads spin, then yield, then park for as short as the system can: no lock for producers, some idle cost. */
    BALANCED {
        @Override
        WaitStrategy strategy() {
            return new SleepingWaitStrategy();
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
