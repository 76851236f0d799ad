package io.ringfence.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.NodeStartedEncoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The bounds: read from a start, and what follows from them. */
final class DeliveryLimitsTest {
    private static NodeStartedDecoder started(int version) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        NodeStartedEncoder started = new NodeStartedEncoder();
        MessageHeaderEncoder header = new MessageHeaderEncoder();
        started.wrapAndApplyHeader(buffer, 0, header);
        header.version(version);
        started.maxEvents(1).maxEventBytes(2).maxDeliveries(3).maxEventKeys(4).maxPendingAcks(5);
        started.maxOffers(6).maxAttempts(7).ackTimeoutNs(8).attemptTimeoutNs(9);
        started.deliveryRetryDelayNs(10)
                .deliveryRetryMaxDelayNs(11)
                .maxEventAgeNs(-1)
                .servedChannels(DeliveryLimits.channels(List.of(DeliveryChannel.WEB, DeliveryChannel.WEBHOOK)));
        return new NodeStartedDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }

    @Test
    void shouldTakeThemFromAStartAndAllowNothingWhenThatIsOlder() {
        DeliveryLimits limits = DeliveryLimits.of(started(4));
        assertEquals(new DeliveryLimits(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 0b100010), limits);
        assertEquals(DeliveryLimits.NONE, DeliveryLimits.of(started(3)));
    }

    @Test
    void shouldDoubleTheDelayUpToItsBound() {
        DeliveryLimits limits = new DeliveryLimits(1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 20, 1, 0);
        assertEquals(3, limits.retryDelayNs(1));
        assertEquals(6, limits.retryDelayNs(2));
        assertEquals(12, limits.retryDelayNs(3));
        assertEquals(20, limits.retryDelayNs(4));
        assertEquals(20, limits.retryDelayNs(2_000));
        DeliveryLimits extreme = new DeliveryLimits(1, 1, 1, 1, 1, 1, 1, 1, 1, 3, Long.MAX_VALUE, 1, 0);
        assertEquals(3L << 61, extreme.retryDelayNs(2_000));
        assertEquals(0, DeliveryLimits.NONE.retryDelayNs(70));
    }
}
