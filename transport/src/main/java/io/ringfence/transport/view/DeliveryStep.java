package io.ringfence.transport.view;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;

/**
 * One thing that happened to a delivery.
 *
 * @param channel that it is about; the null value for none
 * @param attempt offers or attempts up to it, itself included
 * @param detail the channel's words; empty for none
 */
record DeliveryStep(
        long timeNs, DeliveryState state, DeliveryChannel channel, DeliveryReason reason, int attempt, String detail) {}
