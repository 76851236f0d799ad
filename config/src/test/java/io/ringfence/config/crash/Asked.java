package io.ringfence.config.crash;

import io.ringfence.core.event.DeliveryChannel;

/** A channel that was to take an event to an account; telegram, which shows no ids, knows the event by its title. */
record Asked(DeliveryChannel channel, int account, String event) {}
