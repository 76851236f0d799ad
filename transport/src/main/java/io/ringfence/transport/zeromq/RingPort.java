package io.ringfence.transport.zeromq;

import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes events into the ring on the gateway's thread, and finds what came of them on the core's output thread.
 *
 * <p>Who waits is kept by the event's place in the ring: a place is not claimed again before the output thread has passed it,
 * so one waits for each place at most, and no map and no lock are needed. What has come waits in a queue, which holds no more
 * than the gateway has let on their way.
 */
final class RingPort implements EventPort {
    /** None: an event is known by its key, and ids of producers' events would push those of clients' commands out of the core. */
    private static final String COMMAND_ID = "";

    private final EventEncoding encoding = new EventEncoding();
    private final UnsafeBuffer input =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + EventEncoding.MAX_EVENT_BYTES]);
    private final OutcomeReader reader = new OutcomeReader();
    /** By place in the ring. Written before the event is published, taken by the output thread when it has passed. */
    private final Pending[] pendings;

    private final int mask;
    private final int maxInputBytes;
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private int pendingCount;
    private Pending next;
    private int nextLength;
    /** Set before the gateway's thread starts. */
    private EventPublisher publisher;

    /**
     * A port that is not connected yet.
     *
     * @param slots of the publisher's ring, a power of two
     * @param maxInputBytes largest input of that ring
     */
    RingPort(int slots, int maxInputBytes) {
        if (Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException("slots " + slots + ": expected a power of two");
        }
        this.pendings = new Pending[slots];
        this.mask = slots - 1;
        this.maxInputBytes = maxInputBytes;
    }

    void connect(EventPublisher ring) {
        publisher = ring;
    }

    @Override
    public void prepare(NewEvent event, Origin origin) throws BadEventException {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encoding.eventSubmitted(input, event, COMMAND_ID);
        if (length > maxInputBytes) {
            throw new BadEventException(
                    event.eventKey(), "event: " + length + " bytes as an input: expected at most " + maxInputBytes);
        }
        next = new Pending(origin, event.eventKey());
        nextLength = length;
    }

    @Override
    public Offer offer() {
        long claim = publisher.tryClaim(Admission.COMMAND);
        if (claim < 0) {
            return claim == EventPublisher.BUSY ? Offer.BUSY : Offer.HALTED;
        }
        EventSlot slot = publisher.slot(claim);
        slot.in().set(input, 0, nextLength);
        pendings[(int) slot.sequence() & mask] = next;
        publisher.publish(claim);
        next = null;
        pendingCount++;
        return Offer.TAKEN;
    }

    @Override
    public boolean hasOutcomes() {
        return !outcomes.isEmpty();
    }

    @Override
    public Outcome poll() {
        Outcome outcome = outcomes.poll();
        if (outcome != null) {
            pendingCount--;
        }
        return outcome;
    }

    @Override
    public int pendingCount() {
        return pendingCount;
    }

    /** Output thread: an event has passed the gate. Tells whether it was one of these. */
    boolean onEvent(EventSlot slot) {
        int place = (int) slot.sequence() & mask;
        Pending pending = pendings[place];
        if (pending == null) {
            return false;
        }
        pendings[place] = null;
        outcomes.add(reader.read(slot, pending));
        return true;
    }
}
