package io.ringfence.transport.event;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is promised of an event, and by which ways.
 *
 * @param channels tried in this order; none where nothing is wanted
 */
record DeliverySpec(DeliveryPriority priority, List<ChannelChoice> channels) {
    /** Of an event that does not say. */
    static final DeliverySpec DEFAULT = of(DeliveryPriority.NORMAL, DeliveryChannel.ACTIVE_SESSION);

    /** By their names in the protocol. */
    static final Map<String, DeliverySpec> PRESETS = new TreeMap<>(Map.of(
            "informational", of(DeliveryPriority.INFORMATIONAL, DeliveryChannel.ACTIVE_SESSION),
            "active_or_telegram", of(DeliveryPriority.NORMAL, DeliveryChannel.ACTIVE_SESSION, DeliveryChannel.TELEGRAM),
            "critical",
                    of(
                            DeliveryPriority.CRITICAL,
                            DeliveryChannel.ACTIVE_SESSION,
                            DeliveryChannel.TELEGRAM,
                            DeliveryChannel.EMAIL)));

    DeliverySpec {
        channels = List.copyOf(channels);
    }

    private static DeliverySpec of(DeliveryPriority priority, DeliveryChannel... channels) {
        return new DeliverySpec(
                priority,
                List.of(channels).stream()
                        .map(channel -> new ChannelChoice(channel, false))
                        .toList());
    }
}
