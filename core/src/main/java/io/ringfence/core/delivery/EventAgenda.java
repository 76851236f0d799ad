package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventKind;

/** What is to be done about events as a whole: their time comes, account after account has its turn, they are taken back. */
final class EventAgenda {
    private final Moment moment;
    private final DeliveryOutputs outputs;
    private final DeliveryCounters counters;
    private final KeptEvents events;
    private final Recipients recipients;
    private final DeliveryWalk walk;
    private final EventEnds ends;

    EventAgenda(
            Moment moment,
            DeliveryOutputs outputs,
            DeliveryCounters counters,
            KeptEvents events,
            Recipients recipients,
            DeliveryWalk walk,
            EventEnds ends) {
        this.moment = moment;
        this.outputs = outputs;
        this.counters = counters;
        this.events = events;
        this.recipients = recipients;
        this.walk = walk;
        this.ends = ends;
    }

    /** An event waits for its time, or for its condition. */
    void await(KeptEvent event) {
        events.schedule(event, event.aheadUntilNs());
    }

    /** An event goes out: its accounts have their turn from now on. */
    void goOut(KeptEvent event, long price) {
        events.unschedule(event);
        event.isOut = true;
        event.expireNs = event.expireNs(moment.nowNs, moment.limits.maxEventAgeNs());
        event.isDecisionOpen = event.hasOrder();
        event.isDecisionUntold = event.hasOrder();
        counters.published(event.priority());
        if (event.kind() == EventKind.SCHEDULED || event.kind() == EventKind.CONDITIONAL) {
            outputs.triggered(event, price, event.remaining());
        }
        events.schedule(event, moment.nowNs);
    }

    /** Takes back what is still on its way, the dead letters, and a decision that nobody has been told of. */
    void cancel(KeptEvent event) {
        if (event.isOut) {
            if (event.isDecisionUntold) {
                event.isDecisionUntold = false;
                event.isDecisionOpen = false;
            }
            event.isCanceled = true;
            events.schedule(event, moment.nowNs);
        } else {
            ends.endAhead(event, EventEnd.CANCELED);
        }
    }

    /** An order has answered a decision, or none is to come of it any more. */
    void decide(KeptEvent event) {
        event.isDecisionOpen = false;
        event.isDecisionUntold = false;
        ends.check(event);
    }

    /** The host has started: what it had said of a decision is lost, as no order has come of it; of one that was taken back none does. */
    void tellDecisionAgain(KeptEvent event) {
        if (event.isDecisionOpen && event.isCanceled) {
            decide(event);
        } else if (event.isDecisionOpen) {
            event.isDecisionUntold = true;
            events.schedule(event, moment.nowNs);
        }
    }

    /** Does one thing about the first event that is due. */
    void step() {
        KeptEvent event = events.firstDue();
        if (!event.isOut) {
            if (event.isTriggeredByTime()) {
                goOut(event, Deliveries.NO_PRICE);
            } else {
                ends.endAhead(event, EventEnd.EXPIRED);
            }
            return;
        }
        if (event.isDecisionUntold) {
            event.isDecisionUntold = false;
            outputs.decisionDue(event);
        } else if (event.isCanceled) {
            cancelNext(event);
        } else if (event.remaining() > 0) {
            beginNext(event);
        }
        if (!event.hasWork()) {
            events.unschedule(event);
        }
    }

    private void cancelNext(KeptEvent event) {
        if (event.remaining() > 0) {
            counters.canceled += event.remaining();
            events.dropRemaining(event);
            ends.check(event);
        } else if (event.firstDelivery != null) {
            walk.cancel(event.firstDelivery);
        }
    }

    private void beginNext(KeptEvent event) {
        if (event.isInformational()) {
            inform(event, event.pollAccount());
            events.onDeliveryEnded();
            if (event.remaining() == 0) {
                ends.check(event);
            }
        } else {
            walk.begin(event);
        }
    }

    /** An informational event goes out to all its accounts at once, and is over. */
    void pass(KeptEvent event, int[] accounts, int accountCount) {
        event.delivered = 0;
        event.dropped = 0;
        counters.published(event.priority());
        if (event.kind() == EventKind.SCHEDULED) {
            outputs.triggered(event, Deliveries.NO_PRICE, accountCount);
        }
        for (int i = 0; i < accountCount; i++) {
            inform(event, accounts[i]);
        }
        outputs.ended(event, event.delivered, 0, event.dropped, EventEnd.DONE);
    }

    /** Tells an account's sessions of an informational event, or drops it where there is none. */
    private void inform(KeptEvent event, int accountId) {
        boolean isExpired = event.expireNs <= moment.nowNs;
        if (recipients.hasSession(accountId) && !isExpired) {
            event.delivered++;
            counters.handed(DeliveryPriority.INFORMATIONAL, DeliveryChannel.ACTIVE_SESSION);
            outputs.offered(event, accountId, 1, false);
        } else {
            event.dropped++;
            counters.dropped++;
            outputs.changed(
                    event,
                    accountId,
                    DeliveryState.DROPPED,
                    DeliveryChannel.NULL_VAL,
                    isExpired ? DeliveryReason.EXPIRED : DeliveryReason.NO_SESSION,
                    0,
                    DeliveryOutputs.NO_TIME,
                    "");
        }
    }
}
