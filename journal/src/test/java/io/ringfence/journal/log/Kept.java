package io.ringfence.journal.log;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.EventType.Category;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;

/** A kept output as a value. */
record Kept(
        long position,
        long sequence,
        int index,
        long timestampNs,
        int accountId,
        long streamPosition,
        String messageHex) {

    /** As a reader has it. */
    static Kept of(EventLogEntry entry) {
        return new Kept(
                entry.position(),
                entry.sequence(),
                entry.index(),
                entry.timestampNs(),
                entry.accountId(),
                entry.streamPosition(),
                hex(entry.buffer(), entry.offset(), entry.length()));
    }

    /** All that a log holds. */
    static List<Kept> read(Path directory) throws IOException {
        List<Kept> entries = new ArrayList<>();
        new EventLogReader(directory).forEach(1, Long.MAX_VALUE, entry -> entries.add(of(entry)));
        return entries;
    }

    /** What of an event is worth keeping, by the dictionary alone; positions go on behind {@code position}. */
    static List<Kept> of(EventSlot slot, long position) {
        List<Kept> kept = new ArrayList<>();
        OutputBuffer out = slot.out();
        int index = 0;
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            EventType type = type(out.buffer(), out.messageOffset(frame));
            if (type.category() == Category.COMMAND || type.channel() != null) {
                kept.add(new Kept(
                        position + kept.size() + 1,
                        slot.sequence(),
                        index,
                        slot.timestampNs(),
                        out.accountId(frame),
                        out.streamPosition(frame),
                        hex(out.buffer(), out.messageOffset(frame), out.messageLength(frame))));
            }
            index++;
        }
        return kept;
    }

    private static EventType type(DirectBuffer buffer, int offset) {
        return EventType.of(new MessageHeaderDecoder().wrap(buffer, offset).templateId());
    }

    private static String hex(DirectBuffer buffer, int offset, int length) {
        byte[] message = new byte[length];
        buffer.getBytes(offset, message);
        return HexFormat.of().formatHex(message);
    }

    /** Its type. */
    EventType type() {
        byte[] message = HexFormat.of().parseHex(messageHex);
        return type(new org.agrona.concurrent.UnsafeBuffer(message), 0);
    }
}
