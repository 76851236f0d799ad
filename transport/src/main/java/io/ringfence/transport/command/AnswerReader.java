package io.ringfence.transport.command;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.CommandAnsweredDecoder;
import io.ringfence.core.event.CommandRefusedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.RiskRejectedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;

/** Finds in an event what came of the command that it carried. The output thread's. */
final class AnswerReader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandAnsweredDecoder answered = new CommandAnsweredDecoder();
    private final CommandRefusedDecoder refused = new CommandRefusedDecoder();
    private final RiskRejectedDecoder riskRejected = new RiskRejectedDecoder();

    Answer read(EventSlot slot, Pending pending) {
        if (pending.registered != null) {
            return ofRegistration(slot, pending.registered);
        }
        OutputBuffer out = slot.out();
        Verdict verdict = null;
        String risk = "";
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            int at = out.messageOffset(frame);
            switch (header.wrap(out.buffer(), at).templateId()) {
                case CommandAnsweredDecoder.TEMPLATE_ID -> {
                    answered.wrapAndApplyHeader(out.buffer(), at, header);
                    if (answered.commandId().equals(pending.commandId)) {
                        return new Answer.Accepted(
                                pending.type,
                                pending.commandId,
                                answered.subjectId(),
                                answered.firstSequence(),
                                answered.isRepeat() == Flag.YES);
                    }
                }
                case CommandRefusedDecoder.TEMPLATE_ID ->
                    // The command's own comes last: what is refused by itself, a timed entry, comes before.
                    verdict =
                            refused.wrapAndApplyHeader(out.buffer(), at, header).verdict();
                case RiskRejectedDecoder.TEMPLATE_ID ->
                    risk = risk(riskRejected.wrapAndApplyHeader(out.buffer(), at, header));
                default -> {
                    // What came of it besides goes to those who listen.
                }
            }
        }
        return verdict == null
                ? Answer.Refusal.of(RefusalCode.INTERNAL, "the core has not answered the command")
                : refusal(
                        verdict == Verdict.NOT_OWNER ? pending.inPlaceOfNotOwner : verdict,
                        verdict == Verdict.RISK ? risk : "");
    }

    private static String risk(RiskRejectedDecoder rejected) {
        return ": " + Choices.name(rejected.code()) + ", bound " + Decimal.toString(rejected.bound()) + ", actual "
                + Decimal.toString(rejected.actual());
    }

    private static Answer ofRegistration(EventSlot slot, Command.Register register) {
        Verdict verdict = slot.findings().verdict();
        return verdict == Verdict.ACCEPTED
                ? new Answer.Accepted(register.type(), "", register.accountId(), slot.sequence(), false)
                : refusal(verdict, "");
    }

    private static Answer refusal(Verdict verdict, String detail) {
        RefusalCode code = switch (verdict) {
            case UNKNOWN_STRATEGY, UNKNOWN_CONDITION, UNKNOWN_ORDER, UNKNOWN_ACCOUNT, UNKNOWN_EVENT ->
                RefusalCode.NOT_FOUND;
            default -> RefusalCode.REFUSED;
        };
        return Answer.Refusal.verdict(code, "refused: " + Choices.name(verdict).replace('_', ' ') + detail, verdict);
    }
}
