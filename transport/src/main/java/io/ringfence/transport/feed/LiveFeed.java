package io.ringfence.transport.feed;

import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prices of one instrument from a source that cannot wait, into the ring. While the ring has no room for a tick the newest
 * price waits here, with the lowest and the highest since the tick before; whoever brings prices calls {@link #drain()} until
 * nothing waits.
 *
 * <p>Any thread, one at a time: a method holds the feed's monitor for a few claims, never for longer. None blocks. Figures are
 * read by any thread. Allocates nothing.
 */
public final class LiveFeed {
    /** The source gave no time: the tick has that of its event. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final long NONE = PriceTickEncoder.lastNullValue();

    /** What the core was told last of how the feed is, or is to be told. */
    private enum State {
        UNKNOWN,
        UP,
        DOWN
    }

    private final TickEncoder encoder;
    private final FeedEvents events;
    private final EventPublisher publisher;
    /** Both of these, and what waits, are guarded by this. */
    private State told = State.UNKNOWN;

    private State wanted = State.UNKNOWN;
    private boolean isWaiting;
    private long last;
    private long low;
    private long high;
    private long timeNs;
    private long feedSequence;
    private boolean isHalted;
    /** Written under the monitor, as the two below. */
    private final AtomicLong tickCount = new AtomicLong();

    private final AtomicLong conflatedCount = new AtomicLong();
    private final AtomicLong sourceTimeNs = new AtomicLong();

    /**
     * A feed that has said nothing.
     *
     * @param feedId the feed's number in events, 0 to 65535
     * @param instrumentId number that its instrument has in the core
     * @param lastJournaledFeedSequence feed sequence of the last tick of this feed that the journal holds, 0 for none
     */
    public LiveFeed(int feedId, int instrumentId, long lastJournaledFeedSequence, EventPublisher publisher) {
        if (lastJournaledFeedSequence < 0) {
            throw new IllegalArgumentException("feed " + feedId + ": last journaled feed sequence = "
                    + lastJournaledFeedSequence + ": expected 0 or more");
        }
        this.encoder = new TickEncoder(feedId, instrumentId);
        this.events = new FeedEvents(feedId, instrumentId);
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.feedSequence = lastJournaledFeedSequence;
    }

    /**
     * Takes a price, or several that the source has conflated.
     *
     * @param lastScaled the newest, more than 0
     * @param lowScaled lowest of those it stands for; the null value of a tick's price where it stands for itself
     * @param highScaled the highest, likewise
     * @param epochNs the source's time of it, or {@link #NO_TIME}
     * @return true when nothing waits now
     */
    public synchronized boolean offer(long lastScaled, long lowScaled, long highScaled, long epochNs) {
        long lowest = lowScaled == NONE ? lastScaled : Math.min(lowScaled, lastScaled);
        long highest = highScaled == NONE ? lastScaled : Math.max(highScaled, lastScaled);
        if (isWaiting) {
            conflatedCount.setRelease(conflatedCount.getPlain() + 1);
            low = Math.min(low == NONE ? last : low, lowest);
            high = Math.max(high == NONE ? last : high, highest);
        } else {
            boolean isOne = lowScaled == NONE && highScaled == NONE;
            low = isOne ? NONE : lowest;
            high = isOne ? NONE : highest;
        }
        last = lastScaled;
        timeNs = epochNs;
        isWaiting = true;
        return drain();
    }

    /** The source is there. True when nothing waits now. */
    public synchronized boolean up() {
        wanted = State.UP;
        return drain();
    }

    /** The source is gone, or could not be had. True when nothing waits now. */
    public synchronized boolean down() {
        wanted = State.DOWN;
        return drain();
    }

    /** Publishes what waits, as far as the ring takes it. True when nothing waits any more, or the core has halted. */
    public synchronized boolean drain() {
        if (isHalted) {
            isWaiting = false;
            return true;
        }
        if (told != State.UP && (isWaiting || wanted == State.UP) && !publishConnected()) {
            return isHalted;
        }
        if (isWaiting && !publishTick()) {
            return isHalted;
        }
        return wanted != State.DOWN || told == State.DOWN || publishError() || isHalted;
    }

    private boolean publishConnected() {
        long claim = claim(Admission.TICK);
        if (claim < 0) {
            return false;
        }
        events.encodeConnected(publisher.slot(claim).in());
        publisher.publish(claim);
        told = State.UP;
        return true;
    }

    private boolean publishTick() {
        long claim = claim(Admission.TICK);
        if (claim < 0) {
            return false;
        }
        EventSlot slot = publisher.slot(claim);
        long time = timeNs == NO_TIME ? slot.timestampNs() : timeNs;
        encoder.encodeTrades(time, ++feedSequence, last, low, high, slot.in());
        publisher.publish(claim);
        isWaiting = false;
        sourceTimeNs.setRelease(time);
        tickCount.setRelease(tickCount.getPlain() + 1);
        return true;
    }

    private boolean publishError() {
        long claim = claim(Admission.VITAL);
        if (claim < 0) {
            return false;
        }
        events.encodeError(publisher.slot(claim).in());
        publisher.publish(claim);
        told = State.DOWN;
        return true;
    }

    private long claim(Admission admission) {
        long claim = publisher.tryClaim(admission);
        isHalted = claim == EventPublisher.HALTED;
        return claim;
    }

    /** Ticks published. */
    public long tickCount() {
        return tickCount.getAcquire();
    }

    /** Prices that were taken while another one waited, and went into its tick. */
    public long conflatedCount() {
        return conflatedCount.getAcquire();
    }

    /** Time of the last tick published, nanoseconds since the epoch; 0 before the first. */
    public long sourceTimeNs() {
        return sourceTimeNs.getAcquire();
    }
}
