package io.ringfence.core.stoploss;

import io.ringfence.core.ring.StopFindings;
import java.util.List;

/** Takes the stops that a price touches out of their book and into an event's findings. */
final class FiringStops {
    private final List<StopPlan> plans;
    private StopFindings findings;

    FiringStops(List<StopPlan> plans) {
        this.plans = plans;
    }

    /** The findings of the event that is being handled. */
    void into(StopFindings eventFindings) {
        findings = eventFindings;
    }

    void fireAll(StopBook book, long priceScaled) {
        for (int stop = book.pollTouched(priceScaled); stop != StopBook.NONE; stop = book.pollTouched(priceScaled)) {
            StopPlan plan = plans.get(stop);
            plan.state = StopPlan.State.FIRED;
            findings.add(StopFindings.Kind.FIRED, plan.strategyId, plan.level, priceScaled);
        }
    }
}
