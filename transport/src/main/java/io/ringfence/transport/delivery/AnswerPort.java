package io.ringfence.transport.delivery;

/** The way of answers back into the ring. Called from one thread. */
public interface AnswerPort {
    /**
     * Publishes DELIVERY_ATTEMPTED as a new input. Does not block and does not throw.
     *
     * @return the input's sequence; or, with nothing published, {@link io.ringfence.core.ring.EventPublisher#BUSY} or {@link
     *     io.ringfence.core.ring.EventPublisher#HALTED}
     */
    long tryAppend(DeliveryAnswer answer);
}
