package io.ringfence.config.node;

import io.ringfence.core.ring.EpochClock;
import io.ringfence.transport.feed.SourceTime;
import java.util.concurrent.atomic.AtomicLong;

/** The two clocks a node may live by. */
public final class NodeClock {
    private NodeClock() {}

    /** The host's clock; never before {@code startNs}, should it have been set back since the journal was written. */
    public static EpochClock wall(long startNs) {
        return () -> Math.max(startNs, SystemTime.epochNs());
    }

    /** Recorded time: stands still until a feed, or a timer that is due before the feed's next tick, moves it on. */
    static final class Feed implements EpochClock, SourceTime {
        /** Advanced by feed threads, read by all producers. */
        private final AtomicLong nowNs;

        Feed(long startNs) {
            nowNs = new AtomicLong(startNs);
        }

        @Override
        public long epochNs() {
            return nowNs.get();
        }

        @Override
        public void advanceTo(long epochNs) {
            nowNs.accumulateAndGet(epochNs, Math::max);
        }
    }
}
