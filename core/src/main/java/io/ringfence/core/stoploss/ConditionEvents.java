package io.ringfence.core.stoploss;

import io.ringfence.core.account.Directory;
import io.ringfence.core.command.CarriedEvent;
import io.ringfence.core.command.EventForm;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.Verdict;
import org.agrona.DirectBuffer;

/** Judges the event that a condition comes with, as far as that stands by itself. */
final class ConditionEvents {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CarriedEvent carried = new CarriedEvent();
    private final EventForm form = new EventForm();
    private final EventSubmittedDecoder event = new EventSubmittedDecoder();
    private final Directory directory;

    ConditionEvents(Directory directory) {
        this.directory = directory;
    }

    /**
     * Judges the event of a CONDITION_CREATED.
     *
     * @param length of the whole input
     * @param accountId whose the condition is
     * @return INVALID_EVENT, UNKNOWN_TARGET, NOT_OWNER, or ACCEPTED: then {@link #key()} and {@link #expireNs()} are the event's
     */
    Verdict judge(DirectBuffer buffer, int length, int accountId) {
        boolean holds = carried.find(buffer, length)
                && form.judge(buffer, carried.offset(), carried.length(), true) == Verdict.ACCEPTED;
        if (!holds) {
            return Verdict.INVALID_EVENT;
        }
        event.wrapAndApplyHeader(buffer, carried.offset(), header);
        return event.accountId() == accountId ? directory.resolve(event) : Verdict.INVALID_EVENT;
    }

    /** What the world knows it by. */
    String key() {
        return event.eventKey();
    }

    /** When it is over, {@code Long.MAX_VALUE} for never. */
    long expireNs() {
        long expireNs = event.expireTimeNs();
        return expireNs == EventSubmittedDecoder.expireTimeNsNullValue() ? Long.MAX_VALUE : expireNs;
    }
}
