package io.ringfence.transport.zeromq;

import io.ringfence.core.event.CommandAnsweredDecoder;
import io.ringfence.core.event.CommandRefusedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import java.util.Locale;

/**
 * Finds in an input what came of the event that it brought. The core refuses one by the input's sequence, which nothing else that
 * it refuses has; it answers one without a command id only where it has come before; and says nothing of one that it takes in.
 * The output thread's.
 */
final class OutcomeReader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandAnsweredDecoder answered = new CommandAnsweredDecoder();
    private final CommandRefusedDecoder refused = new CommandRefusedDecoder();

    Outcome read(EventSlot slot, Pending pending) {
        OutputBuffer out = slot.out();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            int at = out.messageOffset(frame);
            int template = header.wrap(out.buffer(), at).templateId();
            if (template == CommandAnsweredDecoder.TEMPLATE_ID) {
                answered.wrapAndApplyHeader(out.buffer(), at, header);
                if (answered.commandId().isEmpty() && answered.isRepeat() == Flag.YES) {
                    return new Outcome(pending, AckStatus.DELIVERED, "");
                }
            } else if (template == CommandRefusedDecoder.TEMPLATE_ID) {
                refused.wrapAndApplyHeader(out.buffer(), at, header);
                if (refused.subjectId() == slot.sequence()) {
                    return new Outcome(pending, AckStatus.ERROR, "refused: " + name(refused.verdict()));
                }
            }
        }
        return new Outcome(pending, AckStatus.QUEUED, "");
    }

    private static String name(Enum<?> verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
