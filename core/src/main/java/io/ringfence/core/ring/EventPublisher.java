package io.ringfence.core.ring;

/**
 * The producers' way into the ring.
 *
 * <pre>{@code
 * long claim = publisher.tryClaim(Admission.TICK);
 * if (claim >= 0) {
 *     EventSlot slot = publisher.slot(claim);
 *     // encode into slot.in().reserve(..), then slot.in().commit(length)
 *     publisher.publish(claim);
 * }
 * }</pre>
 *
 * <p>Never blocks. Any thread, except in {@link ThreadingMode#INLINE}, where one thread publishes and runs the stages.
 * Between claim and publish nothing may throw: a claimed slot must be published.
 */
public interface EventPublisher {
    /** The ring has no room for this class of producer now. */
    long BUSY = -1;

    /** The core has halted or is closed: no event is taken any more. */
    long HALTED = -2;

    /** Claims the next slot, stamped with the node's clock; or {@link #BUSY} or {@link #HALTED}. */
    long tryClaim(Admission admission);

    /** The slot of a claim. */
    EventSlot slot(long claim);

    /** Hands a claimed slot to the stages. */
    void publish(long claim);
}
