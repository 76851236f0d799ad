package io.ringfence.journal;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;

/** An event as a listener saw it, as a value. */
record Recorded(long sequence, long timestampNs, String messageHex) {
    static Recorded of(long sequence, long timestampNs, byte[] message) {
        return new Recorded(sequence, timestampNs, HexFormat.of().formatHex(message));
    }

    /** Turns callbacks into values. */
    static final class Listener implements JournalListener {
        final List<Recorded> events = new ArrayList<>();

        @Override
        public void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
            byte[] message = new byte[length];
            buffer.getBytes(offset, message);
            events.add(of(sequence, timestampNs, message));
        }
    }
}
