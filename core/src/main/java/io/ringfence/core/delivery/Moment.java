package io.ringfence.core.delivery;

/** What all parts go by: the time of the event in hand, the bounds, and how much may still be done in this event. */
final class Moment {
    long nowNs;
    DeliveryLimits limits = DeliveryLimits.NONE;
    int workLeft;
}
