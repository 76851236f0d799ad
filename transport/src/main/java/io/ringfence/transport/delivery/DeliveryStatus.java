package io.ringfence.transport.delivery;

/** What becomes of requests, as they are counted. */
public enum DeliveryStatus {
    /** The service has it. */
    DELIVERED,
    /** The service may take it later, or did not answer. */
    LATER,
    /** The service will never take it. */
    FAILED,
    /** Answered LATER before the service was asked: too many waited, for too long, or the service is held for down. */
    TURNED_AWAY,
    /** The core did not want it any more before it was sent: acknowledged, canceled, expired. Not answered. */
    WITHDRAWN,
    /** Answered FAILED, since nobody serves this channel here. */
    NO_CHANNEL
}
