package io.ringfence.core.delivery;

import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.Verdict;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Takes events in: refuses what may not be, keeps what is promised, and lets pass what is not. */
final class EventIntake {
    private final Moment moment;
    private final DeliveryOutputs outputs;
    private final KeptEvents events;
    private final EventAgenda agenda;
    private final EventJudge judge = new EventJudge();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventSubmittedDecoder submitted = new EventSubmittedDecoder();
    private final EventKey key = new EventKey();
    /** One that is not kept. */
    private final KeptEvent passing = new KeptEvent();

    EventIntake(Moment moment, DeliveryOutputs outputs, KeptEvents events, EventAgenda agenda) {
        this.moment = moment;
        this.outputs = outputs;
        this.events = events;
        this.agenda = agenda;
    }

    Verdict judge(DirectBuffer message, int offset, int length, int recipientCount) {
        submitted.wrapAndApplyHeader(message, offset, header);
        Verdict verdict = judge.judge(submitted, recipientCount, moment.nowNs);
        if (verdict != Verdict.ACCEPTED) {
            return verdict;
        }
        if (events.find(key.set(submitted)) != null) {
            return Verdict.REPEATED;
        }
        passing.read(0, message, offset, length, submitted.sbeRewind());
        boolean hasRoom = isPassing(recipientCount)
                ? moment.limits.maxEvents() > 0
                : events.hasRoom(length, recipientCount, moment.limits);
        return hasRoom ? Verdict.ACCEPTED : Verdict.LIMIT_REACHED;
    }

    /** Whether the event in passing is not kept. */
    private boolean isPassing(int recipientCount) {
        boolean isPromised = !passing.isInformational() || passing.hasOrder();
        boolean isOverAtOnce = !isPromised && !passing.isAhead(moment.nowNs) && recipientCount <= Deliveries.MAX_WORK;
        return isOverAtOnce || passing.isToBeSkipped(moment.nowNs);
    }

    void publish(long id, DirectBuffer message, int offset, int length, int[] accounts, int accountCount) {
        for (int i = 1; i < accountCount; i++) {
            if (accounts[i] <= accounts[i - 1]) {
                throw new IllegalArgumentException("account " + accounts[i] + " of event " + id + " is not ascending");
            }
        }
        submitted.wrapAndApplyHeader(message, offset, header);
        passing.read(id, message, offset, length, submitted);
        if (isPassing(accountCount)) {
            if (passing.isToBeSkipped(moment.nowNs)) {
                outputs.ended(passing, 0, 0, 0, EventEnd.SKIPPED);
            } else {
                agenda.pass(passing, accounts, accountCount);
            }
            return;
        }
        int[] ownAccounts = Arrays.copyOf(accounts, accountCount);
        KeptEvent event = events.add(id, message, offset, length, submitted.sbeRewind(), ownAccounts);
        if (event.isAhead(moment.nowNs)) {
            agenda.await(event);
        } else {
            agenda.goOut(event, Deliveries.NO_PRICE);
        }
    }
}
