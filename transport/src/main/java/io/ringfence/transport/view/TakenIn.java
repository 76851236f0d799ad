package io.ringfence.transport.view;

import io.ringfence.core.event.CommandAnsweredDecoder;
import io.ringfence.core.event.CommandRefusedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.OutputBuffer;

/** Finds in the outputs of an input whether the core has taken it in, where that is judged behind the stop-loss stage. */
final class TakenIn {
    /** What became of an input. */
    enum Outcome {
        /** It holds. */
        TAKEN,
        /** It came before, and changes nothing. */
        REPEATED,
        /** It does not hold. */
        REFUSED
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandAnsweredDecoder answered = new CommandAnsweredDecoder();
    private final CommandRefusedDecoder refused = new CommandRefusedDecoder();

    /** What became of the input of this sequence. What was due beside it is refused under other ids. */
    Outcome of(long sequence, OutputBuffer out) {
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            int at = out.messageOffset(frame);
            int template = header.wrap(out.buffer(), at).templateId();
            if (template == CommandAnsweredDecoder.TEMPLATE_ID) {
                boolean isRepeat =
                        answered.wrapAndApplyHeader(out.buffer(), at, header).isRepeat() == Flag.YES;
                return isRepeat ? Outcome.REPEATED : Outcome.TAKEN;
            }
            if (template == CommandRefusedDecoder.TEMPLATE_ID
                    && refused.wrapAndApplyHeader(out.buffer(), at, header).subjectId() == sequence) {
                return Outcome.REFUSED;
            }
        }
        return Outcome.TAKEN;
    }
}
