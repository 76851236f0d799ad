package io.ringfence.transport.broker;

/** Hears when an order has been handed to the broker. Called on the broker stage's thread; must neither allocate nor throw. */
@FunctionalInterface
public interface OrderListener {
    /** Hears and does nothing. */
    OrderListener NONE = (timestampNs, startNs) -> {};

    /**
     * {@link Broker#submit} has returned.
     *
     * @param timestampNs of the event that caused the order, see {@link io.ringfence.core.ring.EventSlot#timestampNs()}
     * @param startNs since when that event is timed, 0 when it is not, see {@link io.ringfence.core.ring.EventSlot#startNs()}
     */
    void onSubmitted(long timestampNs, long startNs);
}
