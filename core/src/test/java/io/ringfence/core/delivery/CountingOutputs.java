package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;

/** Counts what comes of deliveries, and keeps nothing. */
final class CountingOutputs implements DeliveryOutputs {
    private long handed;
    private long changed;
    private long ended;

    /** Offers and attempts. */
    long handed() {
        return handed;
    }

    long changed() {
        return changed;
    }

    long ended() {
        return ended;
    }

    @Override
    public void triggered(KeptEvent event, long price, int targetCount) {}

    @Override
    public void decisionDue(KeptEvent event) {}

    @Override
    public void offered(KeptEvent event, int accountId, int offer, boolean isAckWanted) {
        handed++;
    }

    @Override
    public void requested(KeptEvent event, int accountId, int attempt, DeliveryChannel channel) {
        handed++;
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
        changed++;
    }

    @Override
    public void ended(KeptEvent event, int delivered, int dead, int dropped, EventEnd end) {
        ended++;
    }
}
