package io.ringfence.journal.replica;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.journal.log.EventLogEntry;
import io.ringfence.journal.log.KeptOutputs;
import java.util.ArrayDeque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Outputs of a replay that wait to be compared with the event log, in the order of their positions. */
final class ExpectedOutputs {
    private record Output(
            long sequence, long timestampNs, int index, int accountId, long streamPosition, byte[] message) {}

    private final ArrayDeque<Output> waiting = new ArrayDeque<>();
    /** Of the last one added. */
    private long lastPosition;

    /** Begins behind a position. */
    void standAt(long position) {
        lastPosition = position;
    }

    /** Takes what an event put out. */
    void add(EventSlot slot) {
        OutputBuffer out = slot.out();
        int index = 0;
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            if (KeptOutputs.isKept(out, frame)) {
                byte[] message = new byte[out.messageLength(frame)];
                out.buffer().getBytes(out.messageOffset(frame), message);
                waiting.add(new Output(
                        slot.sequence(),
                        slot.timestampNs(),
                        index,
                        out.accountId(frame),
                        out.streamPosition(frame),
                        message));
                lastPosition++;
            }
            index++;
        }
    }

    /** Whether the output of a position has come. */
    boolean reaches(long position) {
        return position <= lastPosition;
    }

    /** Takes the output of an entry's position, and says how the entry differs from it; null when it does not. */
    String difference(EventLogEntry entry) {
        forgetBefore(entry.position());
        Output output = waiting.removeFirst();
        DirectBuffer logged = entry.buffer();
        boolean isSame = output.sequence == entry.sequence()
                && output.index == entry.index()
                && output.timestampNs == entry.timestampNs()
                && output.accountId == entry.accountId()
                && output.streamPosition == entry.streamPosition()
                && output.message.length == entry.length();
        for (int i = 0; isSame && i < output.message.length; i++) {
            isSame = output.message[i] == logged.getByte(entry.offset() + i);
        }
        return isSame
                ? null
                : "has " + name(logged, entry.offset()) + " of sequence " + entry.sequence() + ", output "
                        + entry.index()
                        + ", where a replay has another " + name(new UnsafeBuffer(output.message), 0) + " of sequence "
                        + output.sequence + ", output " + output.index;
    }

    /** A log that was moved away begins further on. */
    void forgetBefore(long position) {
        while (!waiting.isEmpty() && lastPosition - waiting.size() + 1 < position) {
            waiting.removeFirst();
        }
    }

    private static String name(DirectBuffer buffer, int offset) {
        int template = new MessageHeaderDecoder().wrap(buffer, offset).templateId();
        EventType type = EventType.of(template);
        return type == null ? "type " + template : type.eventName();
    }

    /** Forgets those that nothing is compared with. */
    void clear() {
        waiting.clear();
    }
}
