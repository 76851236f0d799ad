package io.ringfence.core.delivery;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSource;

/** Takes each delivery along its event's plan, by its clock and by what is heard of it. The package's page has the table. */
final class DeliveryWalk {
    private static final String NO_DETAIL = "";

    private final Moment moment;
    private final DeliveryOutputs outputs;
    private final DeliveryCounters counters;
    private final KeptEvents events;
    private final Recipients recipients;
    private final DeliveryTable deliveries;
    private final DeliveryPlaces places;
    private final EventEnds ends;

    DeliveryWalk(
            Moment moment,
            DeliveryOutputs outputs,
            DeliveryCounters counters,
            KeptEvents events,
            Recipients recipients,
            DeliveryTable deliveries,
            DeliveryPlaces places,
            EventEnds ends) {
        this.moment = moment;
        this.outputs = outputs;
        this.counters = counters;
        this.events = events;
        this.recipients = recipients;
        this.deliveries = deliveries;
        this.places = places;
        this.ends = ends;
    }

    /** The next account of an event has its turn. */
    void begin(KeptEvent event) {
        Recipient recipient = recipients.obtain(event.pollAccount());
        Delivery delivery = deliveries.make();
        delivery.begin(event, recipient, places.nextSerial());
        deliveries.enter(delivery);
        event.live++;
        if (!isOver(delivery)) {
            next(delivery, DeliveryReason.NONE, NO_DETAIL);
        }
    }

    /** Sends a dead letter again. */
    void resend(Delivery delivery) {
        KeptEvent event = delivery.event;
        delivery.rewind(event.expireAgainNs(moment.nowNs, moment.limits.maxEventAgeNs()));
        event.dead--;
        event.live++;
        next(delivery, DeliveryReason.RESENT, NO_DETAIL);
    }

    /** Does what is to be done about the first delivery that is due. */
    void step() {
        Delivery delivery = deliveries.at(places.firstDue());
        if (isOver(delivery)) {
            return;
        }
        switch (delivery.state) {
            case OFFERED -> {
                if (delivery.isAnew && delivery.recipient.hasSession()) {
                    counters.retried(DeliveryChannel.ACTIVE_SESSION);
                    show(delivery);
                } else {
                    onNoAck(delivery);
                }
            }
            case ATTEMPTING -> {
                if (delivery.isAnew && !isServed(delivery)) {
                    leave(delivery, DeliveryReason.NOT_SERVED, NO_DETAIL);
                } else if (delivery.isAnew) {
                    counters.retried(delivery.channel());
                    hand(delivery);
                } else {
                    onLater(delivery, DeliveryReason.CHANNEL_SILENT, 0, NO_DETAIL);
                }
            }
            case BACKOFF -> tryAgain(delivery);
            default -> throw new IllegalStateException("a delivery is due in state " + delivery.state);
        }
    }

    /** Takes on what waits for a recipient and is next. */
    void serve(Recipient recipient) {
        Delivery delivery = deliveries.at(recipient.firstWaiting());
        if (isOver(delivery)) {
            return;
        }
        if (recipient.hasSession()) {
            offer(delivery, DeliveryReason.NONE, NO_DETAIL);
        } else {
            onSessionGone(delivery);
        }
    }

    /** Ends a delivery whose event was canceled, or whose time is over. */
    boolean isOver(Delivery delivery) {
        if (delivery.event.isCanceled) {
            cancel(delivery);
            return true;
        }
        if (delivery.expireNs <= moment.nowNs) {
            die(delivery, DeliveryReason.EXPIRED, NO_DETAIL);
            return true;
        }
        return false;
    }

    /** A start may have switched off the channel whose turn it is. */
    private boolean isServed(Delivery delivery) {
        return delivery.isSessionsTurn() || moment.limits.isServed(delivery.channel());
    }

    /** Goes on with the next choice that can be had. */
    private void next(Delivery delivery, DeliveryReason reason, String detail) {
        DeliveryPlan plan = delivery.event.plan();
        boolean hasSession = delivery.recipient.hasSession();
        DeliveryReason why = reason;
        delivery.failures = 0;
        delivery.renewals = 0;
        for (delivery.choice++; !delivery.isAtEnd(); delivery.choice++) {
            boolean isSessionsTurn = delivery.isSessionsTurn();
            if (!isSessionsTurn && !moment.limits.isServed(plan.channel(delivery.choice))) {
                why = why == DeliveryReason.NONE ? DeliveryReason.NOT_SERVED : why;
                continue;
            }
            if (hasSession || !isSessionsTurn && !plan.isOnlyIfActive(delivery.choice)) {
                if (isSessionsTurn) {
                    offerOrWait(delivery, why, detail);
                } else {
                    request(delivery, why, detail);
                }
                return;
            }
            delivery.isSessionMissed |= isSessionsTurn;
            why = why == DeliveryReason.NONE ? DeliveryReason.NO_SESSION : why;
        }
        if (delivery.isSessionMissed) {
            delivery.isSessionMissed = false;
            offerOrWait(delivery, why, detail);
        } else {
            die(delivery, why, detail);
        }
    }

    /** The choice whose turn it was has failed. */
    private void leave(Delivery delivery, DeliveryReason reason, String detail) {
        if (delivery.isAtEnd()) {
            die(delivery, reason, detail);
        } else {
            next(delivery, reason, detail);
        }
    }

    /** It is a session's turn, and there is none any more. */
    private void onSessionGone(Delivery delivery) {
        if (delivery.isAtEnd()) {
            stay(delivery);
        } else {
            delivery.isSessionMissed = true;
            next(delivery, DeliveryReason.NO_SESSION, NO_DETAIL);
        }
    }

    private void onNoAck(Delivery delivery) {
        if (!delivery.recipient.hasSession()) {
            onSessionGone(delivery);
        } else if (++delivery.failures >= moment.limits.maxOffers(delivery.event.priority())) {
            leave(delivery, DeliveryReason.NO_ACK, NO_DETAIL);
        } else {
            backOff(delivery, DeliveryReason.NO_ACK, 0, NO_DETAIL);
        }
    }

    private void tryAgain(Delivery delivery) {
        if (!isServed(delivery)) {
            leave(delivery, DeliveryReason.NOT_SERVED, NO_DETAIL);
        } else if (!delivery.isSessionsTurn()) {
            counters.retried(delivery.channel());
            request(delivery, DeliveryReason.NONE, NO_DETAIL);
        } else if (delivery.recipient.hasSession()) {
            counters.retried(DeliveryChannel.ACTIVE_SESSION);
            offer(delivery, DeliveryReason.NONE, NO_DETAIL);
        } else {
            onSessionGone(delivery);
        }
    }

    private void offerOrWait(Delivery delivery, DeliveryReason reason, String detail) {
        if (delivery.recipient.canBeOffered(moment.limits.maxPendingAcks())) {
            offer(delivery, reason, detail);
        } else {
            stay(delivery);
        }
    }

    private void stay(Delivery delivery) {
        places.put(delivery, DeliveryState.WAITING, KeptEvent.NEVER);
        boolean hasSession = delivery.recipient.hasSession();
        tell(delivery, hasSession ? DeliveryReason.NO_ROOM : DeliveryReason.NO_SESSION, NO_DETAIL);
    }

    private void offer(Delivery delivery, DeliveryReason reason, String detail) {
        show(delivery);
        tell(delivery, reason, detail);
    }

    private void show(Delivery delivery) {
        delivery.offers++;
        counters.handed(delivery.event.priority(), DeliveryChannel.ACTIVE_SESSION);
        places.put(delivery, DeliveryState.OFFERED, after(moment.limits.ackTimeoutNs()));
        outputs.offered(delivery.event, delivery.recipient.accountId, delivery.offers, true);
    }

    private void request(Delivery delivery, DeliveryReason reason, String detail) {
        hand(delivery);
        tell(delivery, reason, detail);
    }

    private void hand(Delivery delivery) {
        delivery.attempts++;
        counters.handed(delivery.event.priority(), delivery.channel());
        places.put(delivery, DeliveryState.ATTEMPTING, after(moment.limits.attemptTimeoutNs()));
        outputs.requested(delivery.event, delivery.recipient.accountId, delivery.attempts, delivery.channel());
    }

    /** A channel has not taken it, but may later. */
    void onLater(Delivery delivery, DeliveryReason reason, long retryAfterNs, String detail) {
        if (++delivery.failures >= moment.limits.maxAttempts(delivery.event.priority())) {
            leave(delivery, reason, detail);
        } else {
            backOff(delivery, reason, retryAfterNs, detail);
        }
    }

    /** A channel will never take it. */
    void onFailed(Delivery delivery, String detail) {
        leave(delivery, DeliveryReason.CHANNEL_FAILED, detail);
    }

    private void backOff(Delivery delivery, DeliveryReason reason, long retryAfterNs, String detail) {
        long delayNs = Math.max(retryAfterNs, moment.limits.retryDelayNs(delivery.failures));
        places.put(delivery, DeliveryState.BACKOFF, after(delayNs));
        tell(delivery, reason, detail);
    }

    private void die(Delivery delivery, DeliveryReason reason, String detail) {
        KeptEvent event = delivery.event;
        event.live--;
        event.dead++;
        counters.deadLetters++;
        places.put(delivery, DeliveryState.DEAD_LETTER, KeptEvent.NEVER);
        tell(delivery, reason, detail);
        ends.check(event);
    }

    /** An account has it. */
    void deliver(Delivery delivery, DeliveryChannel channel, DeliveryReason reason, String detail) {
        delivery.event.delivered++;
        counters.delivered(channel);
        end(delivery, DeliveryState.DELIVERED, channel, reason, detail);
    }

    /** An account is not to have it any more. */
    void cancel(Delivery delivery) {
        counters.canceled++;
        end(delivery, DeliveryState.CANCELED, DeliveryChannel.NULL_VAL, DeliveryReason.CANCELED, NO_DETAIL);
    }

    private void end(
            Delivery delivery, DeliveryState state, DeliveryChannel channel, DeliveryReason reason, String detail) {
        KeptEvent event = delivery.event;
        if (delivery.isDead()) {
            event.dead--;
        } else {
            event.live--;
        }
        places.put(delivery, state, KeptEvent.NEVER);
        outputs.changed(
                event,
                delivery.recipient.accountId,
                state,
                channel,
                reason,
                delivery.offers + delivery.attempts,
                DeliveryOutputs.NO_TIME,
                detail);
        deliveries.remove(delivery);
        events.onDeliveryEnded();
        ends.check(event);
    }

    private long after(long delayNs) {
        return Decimal.addSaturated(moment.nowNs, delayNs);
    }

    private void tell(Delivery delivery, DeliveryReason reason, String detail) {
        long dueNs = delivery.isDead() ? KeptEvent.NEVER : delivery.dueNs();
        outputs.changed(
                delivery.event,
                delivery.recipient.accountId,
                delivery.state,
                delivery.channelOfState(),
                reason,
                delivery.offers + delivery.attempts,
                dueNs == KeptEvent.NEVER ? DeliveryOutputs.NO_TIME : dueNs,
                detail);
    }

    /** A recipient has a new session, which has not seen what is in flight. */
    void showAgain(Recipient recipient) {
        for (Delivery delivery = recipient.firstInFlight; delivery != null; delivery = delivery.nextInFlight) {
            if (delivery.state == DeliveryState.BACKOFF) {
                places.hasten(delivery, moment.nowNs);
            } else if (delivery.renewals < moment.limits.maxOffers(delivery.event.priority()) && !delivery.isAnew) {
                // Bounded, so that a client that comes and goes without an ack does not keep the next channel waiting.
                delivery.renewals++;
                delivery.isAnew = true;
                places.hasten(delivery, moment.nowNs);
            }
        }
    }

    /** The host has started: answers of channels may be lost. */
    void attemptAgain(KeptEvent event) {
        for (Delivery delivery = event.firstDelivery; delivery != null; delivery = delivery.nextOfEvent) {
            if (delivery.state == DeliveryState.ATTEMPTING) {
                delivery.isAnew = true;
                places.hasten(delivery, moment.nowNs);
            }
        }
    }

    /** Reads the deliveries of an event that is kept, and puts each where those of its state are found. */
    void readFrom(StateSource source, KeptEvent event) {
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            Recipient recipient = recipients.obtain(source.getInt());
            Delivery delivery = deliveries.make();
            delivery.readFrom(source, event, recipient);
            if (event.isInformational()
                    || !event.isOut
                    || !places.isSerial(delivery.serial)
                    || !deliveries.enter(delivery)) {
                throw new StateFormatException("a delivery of event " + event.id() + " to account "
                        + recipient.accountId + " stands in the state where it cannot");
            }
            events.onDeliveryRead();
            if (delivery.isDead()) {
                event.dead++;
            } else {
                event.live++;
                places.restore(delivery);
            }
        }
    }
}
