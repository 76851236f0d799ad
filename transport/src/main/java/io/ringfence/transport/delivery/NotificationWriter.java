package io.ringfence.transport.delivery;

/** Puts an event into words for one person. One thread: each channel has a writer of its own. */
public interface NotificationWriter {
    /**
     * The words.
     *
     * @throws IllegalArgumentException when the event is not one that this build can read
     */
    Notification write(DeliveryRequest request);
}
