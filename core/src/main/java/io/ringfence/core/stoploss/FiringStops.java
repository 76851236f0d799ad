package io.ringfence.core.stoploss;

import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.ring.StopFindings.Kind;
import java.util.List;

/** Takes what a price touches out of its books and into an event's findings. */
final class FiringStops {
    private final List<StopPlan> plans;
    private final StopLegs legs;
    private StopFindings findings;

    FiringStops(List<StopPlan> plans, StopLegs legs) {
        this.plans = plans;
        this.legs = legs;
    }

    /** The findings of the event that is being handled. */
    void into(StopFindings eventFindings) {
        findings = eventFindings;
    }

    void fireAll(TriggerGroup group, long priceScaled, Kind kind) {
        while (true) {
            long level = group.direction.sign * group.nearestKey();
            int index = group.pollTouched(priceScaled);
            if (index == TouchBook.NONE) {
                return;
            }
            fire(plans.get(index), level, priceScaled, kind);
        }
    }

    private void fire(StopPlan plan, long level, long price, Kind kind) {
        switch (kind) {
            case ACTIVATED -> {
                legs.onActivated(plan, price);
                findings.add(kind, plan.strategyId, plan.level, price);
            }
            case TARGET_FIRED -> {
                plan.target = StopPlan.State.FIRED;
                findings.add(kind, plan.strategyId, level, price);
            }
            default -> {
                plan.level = level;
                legs.onStopFired(plan);
                findings.add(kind, plan.strategyId, level, price);
            }
        }
    }
}
