package io.ringfence.config.node;

import io.ringfence.core.command.InputEncoding;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import java.util.function.ToIntFunction;
import org.agrona.MutableDirectBuffer;

/**
 * Publishes inputs of the node's own, one at a time. An input is given as a function that encodes it from offset 0, header
 * first, and returns its length without the header; it must not throw.
 */
final class InputAppender {
    private final EventPublisher publisher;
    private final Runnable afterEach;

    /** One that goes on as soon as an input is published. */
    InputAppender(EventPublisher publisher) {
        this(publisher, () -> {});
    }

    /** One that does something after each input, such as to wait for all that follows from it. */
    InputAppender(EventPublisher publisher, Runnable afterEach) {
        this.publisher = publisher;
        this.afterEach = afterEach;
    }

    /** Waits for room where the ring is full; returns the input's sequence, 0 when the core has halted. */
    long append(ToIntFunction<MutableDirectBuffer> encode) {
        return append(InputEncoding.MAX_INPUT_BYTES, encode);
    }

    /** The same for an input that may take more room. */
    long append(int maxBytes, ToIntFunction<MutableDirectBuffer> encode) {
        long claim = TimeEvents.claim(publisher);
        return claim < 0 ? 0 : publish(claim, maxBytes, encode);
    }

    /** The input's sequence, or what the publisher said instead of giving room. */
    long tryAppend(ToIntFunction<MutableDirectBuffer> encode) {
        long claim = publisher.tryClaim(Admission.VITAL);
        return claim < 0 ? claim : publish(claim, InputEncoding.MAX_INPUT_BYTES, encode);
    }

    private long publish(long claim, int maxBytes, ToIntFunction<MutableDirectBuffer> encode) {
        EventSlot slot = publisher.slot(claim);
        long sequence = slot.sequence();
        int bodyLength = encode.applyAsInt(slot.in().reserve(maxBytes));
        slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
        publisher.publish(claim);
        afterEach.run();
        return sequence;
    }
}
