package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;

/** A choice of a plan, as tests have it. */
record Choice(DeliveryChannel channel, boolean onlyIfActive) {
    static Choice always(DeliveryChannel channel) {
        return new Choice(channel, false);
    }

    static Choice onlyIfActive(DeliveryChannel channel) {
        return new Choice(channel, true);
    }
}
