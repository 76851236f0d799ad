package io.ringfence.config.node;

import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.TimeAdvancedEncoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventBuffer;
import io.ringfence.core.ring.EventPublisher;
import java.util.concurrent.locks.LockSupport;

/** Publishes the node's own inputs, waiting for room where the ring is full. */
final class TimeEvents {
    private static final long RETRY_NS = 20_000;

    private final EventPublisher publisher;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TimeAdvancedEncoder timeAdvanced = new TimeAdvancedEncoder();

    TimeEvents(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Publishes a TIME_ADVANCED stamped with the node's clock; false when the core has halted. */
    boolean publish() {
        long claim = claim(publisher);
        if (claim < 0) {
            return false;
        }
        EventBuffer in = publisher.slot(claim).in();
        int length = MessageHeaderEncoder.ENCODED_LENGTH + TimeAdvancedEncoder.BLOCK_LENGTH;
        timeAdvanced.wrapAndApplyHeader(in.reserve(length), 0, header);
        in.commit(length);
        publisher.publish(claim);
        return true;
    }

    /** Claims a slot for a vital input, waiting for room; negative when the core has halted. */
    static long claim(EventPublisher publisher) {
        long claim = publisher.tryClaim(Admission.VITAL);
        while (claim == EventPublisher.BUSY) {
            LockSupport.parkNanos(RETRY_NS);
            claim = publisher.tryClaim(Admission.VITAL);
        }
        return claim;
    }
}
