package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;

/** Tells two what comes of deliveries. */
record BothOutputs(DeliveryOutputs one, DeliveryOutputs other) implements DeliveryOutputs {
    @Override
    public void triggered(KeptEvent event, long price, int targetCount) {
        one.triggered(event, price, targetCount);
        other.triggered(event, price, targetCount);
    }

    @Override
    public void decisionDue(KeptEvent event) {
        one.decisionDue(event);
        other.decisionDue(event);
    }

    @Override
    public void offered(KeptEvent event, int accountId, int offer, boolean isAckWanted) {
        one.offered(event, accountId, offer, isAckWanted);
        other.offered(event, accountId, offer, isAckWanted);
    }

    @Override
    public void requested(KeptEvent event, int accountId, int attempt, DeliveryChannel channel) {
        one.requested(event, accountId, attempt, channel);
        other.requested(event, accountId, attempt, channel);
    }

    @Override
    public void changed(
            KeptEvent event,
            int accountId,
            DeliveryState state,
            DeliveryChannel channel,
            DeliveryReason reason,
            int attempt,
            long nextTimeNs,
            String detail) {
        one.changed(event, accountId, state, channel, reason, attempt, nextTimeNs, detail);
        other.changed(event, accountId, state, channel, reason, attempt, nextTimeNs, detail);
    }

    @Override
    public void ended(KeptEvent event, int delivered, int dead, int dropped, EventEnd end) {
        one.ended(event, delivered, dead, dropped, end);
        other.ended(event, delivered, dead, dropped, end);
    }
}
