package io.ringfence.core.trade;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.UserEventType;
import java.util.List;

/**
 * How an account wants one kind of the trade stage's outcomes.
 *
 * @param accountId whose
 * @param type kind of outcome
 * @param priority what is promised
 * @param channels in the order in which they are tried
 */
public record PolicyRow(int accountId, UserEventType type, DeliveryPriority priority, List<ChannelChoice> channels) {}
