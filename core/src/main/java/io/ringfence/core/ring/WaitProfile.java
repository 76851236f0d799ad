package io.ringfence.core.ring;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;

/** How stage threads wait for events: idle cost against latency. */
public enum WaitProfile {
    /** Threads sleep until there is something to do: idle cost near zero, waking up costs tens of microseconds. */
    QUIET {
        @Override
        WaitStrategy strategy() {
            return new QuietWaitStrategy();
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
