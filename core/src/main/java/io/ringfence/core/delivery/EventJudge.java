package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.Verdict;

/** Whether the parts of an event fit together. */
final class EventJudge {
    private static final int LAST_URGENCY = 10;

    private final EventKey key = new EventKey();

    /**
     * ACCEPTED, INVALID_EVENT or EVENT_EXPIRED.
     *
     * @param event wrapped around its message; its place in it is moved
     */
    Verdict judge(EventSubmittedDecoder event, int recipients, long nowNs) {
        boolean isWhole = recipients > 0
                && !key.set(event).isEmpty()
                && event.urgency() >= 1
                && event.urgency() <= LAST_URGENCY
                && event.priorityRaw() <= DeliveryPriority.CRITICAL.value()
                && isTimed(event)
                && hasPlan(event);
        if (!isWhole) {
            return Verdict.INVALID_EVENT;
        }
        return expireNs(event) <= nowNs ? Verdict.EVENT_EXPIRED : Verdict.ACCEPTED;
    }

    private static boolean isTimed(EventSubmittedDecoder event) {
        int kind = event.kindRaw();
        if (kind != EventKind.SCHEDULED.value()) {
            return kind >= EventKind.IMMEDIATE.value() && kind <= EventKind.POST_TRADE.value();
        }
        long triggerNs = event.triggerTimeNs();
        return triggerNs != EventSubmittedDecoder.triggerTimeNsNullValue() && triggerNs < expireNs(event);
    }

    private static long expireNs(EventSubmittedDecoder event) {
        long expireNs = event.expireTimeNs();
        return expireNs == EventSubmittedDecoder.expireTimeNsNullValue() ? KeptEvent.NEVER : expireNs;
    }

    private static boolean hasPlan(EventSubmittedDecoder event) {
        if (event.priority() == DeliveryPriority.INFORMATIONAL) {
            return true;
        }
        DeliveryPlan plan = DeliveryPlan.of(event.sbeRewind().channels());
        return plan != null && plan.size() > 0;
    }
}
