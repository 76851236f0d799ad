package io.ringfence.journal.log;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.OutputBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Which outputs the event log keeps: what went to brokers, and every event that has a position in a stream. What may come
 * with every tick is not kept; the journal has the ticks.
 */
public final class KeptOutputs {
    private static final boolean[] KEPT = kept();

    private KeptOutputs() {}

    private static boolean[] kept() {
        EventType[] types = EventType.values();
        int highest = Arrays.stream(types).mapToInt(EventType::templateId).max().orElse(0);
        boolean[] kept = new boolean[highest + 1];
        for (EventType type : types) {
            kept[type.templateId()] = type.category() == EventType.Category.COMMAND || type.channel() != null;
        }
        return kept;
    }

    /** Whether the output in {@code frame} is kept. */
    public static boolean isKept(OutputBuffer out, int frame) {
        int at = out.messageOffset(frame) + MessageHeaderDecoder.templateIdEncodingOffset();
        return KEPT[out.buffer().getShort(at, ByteOrder.LITTLE_ENDIAN)];
    }

    /** How many of an event's outputs are kept. */
    public static int count(OutputBuffer out) {
        int count = 0;
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            count += isKept(out, frame) ? 1 : 0;
        }
        return count;
    }
}
