package io.ringfence.core.testkit;

import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.ring.EventBuffer;
import org.agrona.MutableDirectBuffer;

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

    static Flag flag(boolean value) {
        return value ? Flag.YES : Flag.NO;
    }
}
