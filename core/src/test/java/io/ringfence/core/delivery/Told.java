package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.EventEnd;
import java.util.ArrayList;
import java.util.List;

/** What came of deliveries, a line each. */
final class Told {
    private final List<String> lines = new ArrayList<>();

    /** All lines since this was last asked for. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    void triggered(long id, long price, int count) {
        lines.add(id + " goes out to " + count + (price == Deliveries.NO_PRICE ? "" : " at " + price));
    }

    void decisionDue(long id) {
        lines.add(id + " is to be an order");
    }

    void offered(long id, int account, int offer, boolean isAckWanted) {
        lines.add(id + " offered to " + account + (isAckWanted ? ", " + offer : ""));
    }

    void requested(long id, int account, int attempt, DeliveryChannel channel) {
        lines.add(id + " asked of " + channel + " for " + account + ", " + attempt);
    }

    void changed(
            long id,
            int account,
            DeliveryState state,
            DeliveryChannel channel,
            DeliveryReason reason,
            int attempt,
            long nextNs,
            String detail) {
        lines.add(id + " to " + account + ": " + state
                + (channel == DeliveryChannel.NULL_VAL ? "" : " " + channel)
                + (reason == DeliveryReason.NONE ? "" : " " + reason)
                + " after " + attempt
                + (nextNs == DeliveryOutputs.NO_TIME ? "" : " until " + nextNs)
                + (detail.isEmpty() ? "" : " (" + detail + ")"));
    }

    void ended(long id, int delivered, int dead, int dropped, EventEnd end) {
        lines.add(id + " ended " + end + ": " + delivered + " delivered, " + dead + " dead, " + dropped + " dropped");
    }

    /** What tells this. */
    DeliveryOutputs outputs() {
        return new DeliveryOutputs() {
            @Override
            public void triggered(KeptEvent event, long price, int targetCount) {
                Told.this.triggered(event.id(), price, targetCount);
            }

            @Override
            public void decisionDue(KeptEvent event) {
                Told.this.decisionDue(event.id());
            }

            @Override
            public void offered(KeptEvent event, int accountId, int offer, boolean isAckWanted) {
                Told.this.offered(event.id(), accountId, offer, isAckWanted);
            }

            @Override
            public void requested(KeptEvent event, int accountId, int attempt, DeliveryChannel channel) {
                Told.this.requested(event.id(), accountId, attempt, channel);
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
                Told.this.changed(event.id(), accountId, state, channel, reason, attempt, nextTimeNs, detail);
            }

            @Override
            public void ended(KeptEvent event, int delivered, int dead, int dropped, EventEnd end) {
                Told.this.ended(event.id(), delivered, dead, dropped, end);
            }
        };
    }
}
