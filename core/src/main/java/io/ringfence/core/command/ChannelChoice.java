package io.ringfence.core.command;

import io.ringfence.core.event.DeliveryChannel;

/**
 * A channel by which a delivery is tried.
 *
 * @param channel which one
 * @param onlyIfActive whether it is left out while the account has no session
 */
public record ChannelChoice(DeliveryChannel channel, boolean onlyIfActive) {}
