package io.ringfence.core.testkit;

import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.ring.EventBuffer;
import java.util.function.ToIntBiFunction;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What the encoding of every input begins and ends with. */
final class Encoding {
    private Encoding() {}

    /** Room for any input without terms or a group; no more than a slot begins with. */
    static MutableDirectBuffer room(EventBuffer in) {
        return in.reserve(128);
    }

    /** Room for a strategy's terms and names. */
    static MutableDirectBuffer wideRoom(EventBuffer in) {
        return in.reserve(512);
    }

    /** Ends an input whose block, with what follows it, has this length. */
    static void commit(EventBuffer in, int bodyBytes) {
        in.commit(MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes);
    }

    /** An input of events as {@code EventEncoding} writes it, in no more room than it needs. */
    static void events(EventBuffer in, ToIntBiFunction<EventEncoding, MutableDirectBuffer> encode) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventEncoding.MAX_EVENT_BYTES]);
        int body = encode.applyAsInt(new EventEncoding(), buffer);
        in.set(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + body);
    }

    static Flag flag(boolean value) {
        return value ? Flag.YES : Flag.NO;
    }
}
