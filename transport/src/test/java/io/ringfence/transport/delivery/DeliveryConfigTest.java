package io.ringfence.transport.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.net.HttpLimits;
import java.util.Map;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class DeliveryConfigTest {
    private static ChannelConfig channel(
            int maxWaiting, long maxWaitMs, int maxInFlight, long maxFlightMs, int perMinute, int burst) {
        return new ChannelConfig(
                maxWaiting, 65_536, maxWaitMs, 0, maxInFlight, maxFlightMs, perMinute, burst, BreakerConfig.none());
    }

    private static void assertBounds(String field, long min, long max, LongConsumer make) {
        make.accept(min);
        make.accept(max);
        for (long wrong : new long[] {min - 1, max + 1}) {
            assertEquals(
                    "delivery." + field + " = " + wrong + ": expected " + min + " to " + max,
                    assertThrows(IllegalArgumentException.class, () -> make.accept(wrong))
                            .getMessage());
        }
    }

    @Test
    void shouldRefuseWhatIsOutOfItsBoundsWithFieldAndValue() {
        assertBounds("max-held-answers", 1, 1_000_000, value -> new DeliveryConfig((int) value, Map.of()));
        assertBounds("max-waiting", 1, 1_000_000, value -> channel((int) value, 1, 1, 1, 1, 1));
        assertBounds("max-wait-ms", 1, 3_600_000, value -> channel(1, value, 1, 1, 1, 1));
        assertBounds("max-in-flight", 1, 1_024, value -> channel(1, 1, (int) value, 1, 1, 1));
        assertBounds("max-flight-ms", 1, 600_000, value -> channel(1, 1, 1, value, 1, 1));
        assertBounds("per-minute", 1, 6_000_000, value -> channel(1, 1, 1, 1, (int) value, 1));
        assertBounds("burst", 1, 100_000, value -> channel(1, 1, 1, 1, 1, (int) value));
        assertBounds("breaker.failures", 0, 1_000, value -> new BreakerConfig((int) value, 1, 1));
        assertBounds("breaker.max-open-ms", 7, 86_400_000, value -> new BreakerConfig(1, 7, value));
        assertBounds("http.total-ms", 10, 300_000, value -> new HttpLimits(10, (int) value, 256, 0, 1));
        assertBounds("http.max-answer-bytes", 256, 1 << 20, value -> new HttpLimits(10, 10, (int) value, 0, 1));
    }

    @Test
    void shouldFitTogetherWhenNothingIsConfigured() {
        for (DeliveryChannel channel : DeliveryChannel.values()) {
            ChannelConfig config = DeliveryConfig.defaults().of(channel);
            // A login and a message, one after the other.
            assertTrue(2 * HttpLimits.defaults().totalMs() < config.maxFlightMs());
            // The core's own default is 30 s.
            assertTrue(config.longestAttemptMs() < 30_000);
        }
    }

    @Test
    void shouldTakeTheConfiguredBoundsForTheirChannelAlone() {
        ChannelConfig slow = channel(1, 1, 1, 1, 1, 1);
        DeliveryConfig config = new DeliveryConfig(1, Map.of(DeliveryChannel.EMAIL, slow));

        assertEquals(slow, config.of(DeliveryChannel.EMAIL));
        assertEquals(ChannelConfig.defaults(DeliveryChannel.TELEGRAM), config.of(DeliveryChannel.TELEGRAM));
    }
}
