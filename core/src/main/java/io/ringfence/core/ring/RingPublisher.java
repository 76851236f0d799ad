package io.ringfence.core.ring;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.concurrent.atomic.AtomicLongArray;

/** Publishes into the Disruptor's ring, from any thread. */
final class RingPublisher implements EventPublisher {
    private final RingBuffer<EventSlot> ring;
    private final EpochClock clock;
    private final StageTimes times;
    private final long sequenceBase;
    private final int[] slotsNeeded = new int[Admission.values().length];
    /** Attempts that found no room, by class; written by all producers. */
    private final AtomicLongArray busyCounts = new AtomicLongArray(Admission.values().length);

    /** Set once, by whichever thread closes or halts the core; read by all producers. */
    private volatile boolean closed;

    RingPublisher(RingBuffer<EventSlot> ring, EpochClock clock, StageTimes times, long lastSequence) {
        this.ring = ring;
        this.clock = clock;
        this.times = times;
        // The ring counts from 0 at each start, events from 1 for ever.
        this.sequenceBase = lastSequence + 1;
        for (Admission admission : Admission.values()) {
            slotsNeeded[admission.ordinal()] = Math.max(1, admission.slotsToLeave(ring.getBufferSize()));
        }
    }

    @Override
    public long tryClaim(Admission admission) {
        if (closed) {
            return HALTED;
        }
        if (!ring.hasAvailableCapacity(slotsNeeded[admission.ordinal()])) {
            return busy(admission);
        }
        long claim;
        try {
            claim = ring.tryNext();
        } catch (InsufficientCapacityException lostTheLastSlot) {
            // A preallocated instance without a stack: another producer was faster.
            return busy(admission);
        }
        long sequence = sequenceBase + claim;
        ring.get(claim).claim(sequence, clock.epochNs(), times.startNs(sequence));
        return claim;
    }

    private long busy(Admission admission) {
        busyCounts.getAndIncrement(admission.ordinal());
        return BUSY;
    }

    long busyCount(Admission admission) {
        return busyCounts.get(admission.ordinal());
    }

    @Override
    public EventSlot slot(long claim) {
        return ring.get(claim);
    }

    @Override
    public void publish(long claim) {
        ring.publish(claim);
    }

    void close() {
        closed = true;
    }
}
