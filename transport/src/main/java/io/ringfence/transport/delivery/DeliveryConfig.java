package io.ringfence.transport.delivery;

import io.ringfence.core.event.DeliveryChannel;
import java.util.Map;

/**
 * The desk.
 *
 * @param maxHeldAnswers answers that wait for room in the ring, and requests that are out, together: 1 to 1,000,000
 * @param channels bounds of channels; one that is not named has its defaults
 */
public record DeliveryConfig(int maxHeldAnswers, Map<DeliveryChannel, ChannelConfig> channels) {
    /** Validates. */
    public DeliveryConfig {
        Bounds.check("max-held-answers", maxHeldAnswers, 1, 1_000_000);
        channels = Map.copyOf(channels);
    }

    /** 8,192 answers, and every channel as {@link ChannelConfig#defaults} has it. */
    public static DeliveryConfig defaults() {
        return new DeliveryConfig(8_192, Map.of());
    }

    /** The bounds of a channel. */
    public ChannelConfig of(DeliveryChannel channel) {
        ChannelConfig named = channels.get(channel);
        return named == null ? ChannelConfig.defaults(channel) : named;
    }
}
