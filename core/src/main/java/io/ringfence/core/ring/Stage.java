package io.ringfence.core.ring;

/**
 * A sequenced handler: sees every event once, in order, on one thread.
 *
 * <p>A stage that throws halts the core. It must not publish into the ring and must not block on anything slower than its
 * purpose.
 */
public interface Stage {
    /**
     * Handles one event.
     *
     * @param slot owned by the stage for the length of the call
     * @param endOfBatch true when no further event is ready: the moment to flush
     */
    void onEvent(EventSlot slot, boolean endOfBatch);

    /**
     * Makes what waits for the end of a batch take effect now. On the stage's thread, between two events.
     */
    default void flush() {}

    /** Whether effects of an event may wait for the end of its batch, or for {@link #flush()}. */
    default boolean isBatched() {
        return false;
    }

    /** Called on the stage's thread before the first event. */
    default void onStart() {}

    /** Called on the stage's thread after the last event, also after a halt. */
    default void onStop() {}
}
