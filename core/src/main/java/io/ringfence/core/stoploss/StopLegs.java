package io.ringfence.core.stoploss;

import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.List;
import java.util.OptionalLong;

/**
 * Puts the legs of a plan into the books of its instrument and takes them out: the stop, the target, and the price that
 * activates a trailing stop. One cancels the other only where nothing is left to protect: a target that fires leaves the stop
 * armed until the position is closed, a stop that fires takes the target away.
 */
final class StopLegs {
    private final List<InstrumentStops> instruments;
    private long armingOrder;

    StopLegs(List<InstrumentStops> instruments) {
        this.instruments = instruments;
    }

    /** Arms a plan that holds a position, or moves its legs after the average entry price. */
    void arm(StopPlan plan, StopFindings findings) {
        if (plan.hasStop) {
            armOrMoveStop(plan, findings);
        } else if (plan.target == StopPlan.State.IDLE) {
            plan.armingOrder = ++armingOrder;
        }
        if (plan.hasTarget()) {
            armTarget(plan);
        }
    }

    private void armOrMoveStop(StopPlan plan, StopFindings findings) {
        long level = plan.levelForEntry();
        if (plan.stop == StopPlan.State.IDLE) {
            plan.armingOrder = ++armingOrder;
            plan.level = level;
            armStop(plan);
            findings.add(Kind.ARMED, plan.strategyId, level, 0);
        } else if (plan.stop == StopPlan.State.ARMED && level != plan.level) {
            plan.level = level;
            stops(plan).fixed.move(plan.index, level);
            findings.add(Kind.MOVED, plan.strategyId, level, 0);
        }
    }

    private void armStop(StopPlan plan) {
        if (plan.isTrailing && plan.activationPrice == StopPlan.NONE) {
            trail(plan, plan.averageEntry());
            return;
        }
        stops(plan).fixed.arm(plan.index, plan.level, plan.armingOrder);
        plan.stop = StopPlan.State.ARMED;
        if (plan.isTrailing) {
            activations(plan).fixed.arm(plan.index, plan.activationPrice, plan.armingOrder);
            plan.isActivationArmed = true;
        }
    }

    private void trail(StopPlan plan, long mark) {
        stops(plan).trails(plan.isRatio).arm(plan.index, mark, plan.distance(), plan.armingOrder);
        plan.stop = StopPlan.State.TRAILING;
    }

    private void armTarget(StopPlan plan) {
        long level = plan.targetForEntry();
        if (plan.target == StopPlan.State.IDLE) {
            targets(plan).fixed.arm(plan.index, level, plan.armingOrder);
            plan.target = StopPlan.State.ARMED;
        } else if (plan.target == StopPlan.State.ARMED) {
            targets(plan).fixed.move(plan.index, level);
        }
        plan.targetLevel = level;
    }

    /**
     * Gives a plan other terms. One that is armed stands by them at once, and is never without a stop in between: what trails
     * keeps the best price it has seen. One that has fired stays fired. Where there was none a stop is armed, over what is held.
     *
     * @param takeTerms gives the plan its terms, while nothing of it is in a book
     */
    void change(StopPlan plan, Runnable takeTerms, StopFindings findings) {
        boolean hadStop = plan.hasStop;
        boolean wasTrailing = plan.stop == StopPlan.State.TRAILING;
        boolean isStanding = wasTrailing || plan.stop == StopPlan.State.ARMED;
        boolean isArmed = hadStop ? isStanding : plan.openQuantity() > 0;
        long mark = wasTrailing ? stops(plan).trails(plan.isRatio).mark(plan.index) : 0;
        boolean isTargetSpent = plan.target == StopPlan.State.FIRED;
        removeGains(plan);
        removeStop(plan);
        takeTerms.run();
        if (!isArmed) {
            return;
        }
        if (!hadStop) {
            plan.armingOrder = ++armingOrder;
        }
        if (plan.hasStop) {
            armAnew(plan, wasTrailing, mark);
            findings.add(hadStop ? Kind.MOVED : Kind.ARMED, plan.strategyId, plan.level, 0);
        }
        if (plan.hasTarget() && !isTargetSpent) {
            armTarget(plan);
        }
    }

    private void armAnew(StopPlan plan, boolean wasTrailing, long mark) {
        plan.stop = StopPlan.State.IDLE;
        plan.level = plan.levelForEntry();
        if (wasTrailing && plan.isTrailing) {
            trail(plan, mark);
            plan.level = stops(plan).trails(plan.isRatio).level(mark, plan.distance());
        } else {
            armStop(plan);
        }
    }

    private void removeStop(StopPlan plan) {
        if (plan.stop == StopPlan.State.ARMED) {
            stops(plan).fixed.disarm(plan.index);
        } else if (plan.stop == StopPlan.State.TRAILING) {
            stops(plan).trails(plan.isRatio).disarm(plan.index);
        }
    }

    /** A price has touched the activation, which has left its book: the stop trails that price from now on. */
    void onActivated(StopPlan plan, long price) {
        plan.isActivationArmed = false;
        stops(plan).fixed.disarm(plan.index);
        long entry = plan.averageEntry();
        // Where the activation lies on the losing side the entry stays the better price: a stop never loosens.
        long mark = plan.stopDirection() == Direction.FALL ? Math.max(price, entry) : Math.min(price, entry);
        trail(plan, mark);
        plan.level = stops(plan).trails(plan.isRatio).level(mark, plan.distance());
    }

    /** The stop has fired and left its book: nothing else of the plan is of use any more. */
    void onStopFired(StopPlan plan) {
        plan.stop = StopPlan.State.FIRED;
        removeGains(plan);
    }

    /** Nothing is held any more. */
    void disarm(StopPlan plan, StopFindings findings) {
        removeGains(plan);
        if (plan.stop != StopPlan.State.ARMED && plan.stop != StopPlan.State.TRAILING) {
            return;
        }
        removeStop(plan);
        plan.stop = StopPlan.State.IDLE;
        findings.add(Kind.DISARMED, plan.strategyId, plan.level, 0);
    }

    private void removeGains(StopPlan plan) {
        if (plan.target == StopPlan.State.ARMED) {
            targets(plan).fixed.disarm(plan.index);
            plan.target = StopPlan.State.IDLE;
        }
        if (plan.isActivationArmed) {
            activations(plan).fixed.disarm(plan.index);
            plan.isActivationArmed = false;
        }
    }

    /** Writes how many were armed so far; what the books hold follows from the plans and the best prices they have seen. */
    void writeTo(StateSink sink) {
        sink.putLong(armingOrder);
    }

    /** Reads back what was written; the plans are put back one by one. */
    void readFrom(StateSource source) {
        armingOrder = source.getLong();
    }

    /**
     * Puts the legs of a plan that was read into the books where they stood. No two plans that are armed have the same
     * arming order, so what a book hands out does not depend on how it came about.
     *
     * @param mark the best price that a trailing stop has seen
     */
    void putBack(StopPlan plan, long mark) {
        check(plan, mark);
        if (plan.stop == StopPlan.State.ARMED) {
            stops(plan).fixed.arm(plan.index, plan.level, plan.armingOrder);
        } else if (plan.stop == StopPlan.State.TRAILING) {
            trail(plan, mark);
        }
        if (plan.target == StopPlan.State.ARMED) {
            targets(plan).fixed.arm(plan.index, plan.targetLevel, plan.armingOrder);
        }
        if (plan.isActivationArmed) {
            activations(plan).fixed.arm(plan.index, plan.activationPrice, plan.armingOrder);
        }
    }

    private void check(StopPlan plan, long mark) {
        boolean isTrailing = plan.stop == StopPlan.State.TRAILING;
        boolean isFixed = plan.stop == StopPlan.State.ARMED;
        boolean hasOrder = plan.armingOrder > 0 && plan.armingOrder <= armingOrder;
        boolean holds = isTrailing ? hasOrder && mark >= 0 : mark == 0 && (hasOrder || !isFixed);
        boolean isStopHeld = plan.hasStop || !isTrailing && !isFixed;
        boolean targetHolds = plan.target != StopPlan.State.ARMED || isTrailing || isFixed || !plan.hasStop && hasOrder;
        if (!holds || !isStopHeld || !targetHolds || plan.isActivationArmed && !isFixed) {
            throw new StateFormatException(
                    "the stop of strategy " + plan.strategyId + " cannot be as the state has it");
        }
    }

    /** What stands over a plan's position now; {@code mark} is the best price, where its stop trails. */
    StopRow row(StopPlan plan, long mark) {
        boolean isTrailing = plan.stop == StopPlan.State.TRAILING;
        OptionalLong level = OptionalLong.empty();
        if (isTrailing) {
            level = OptionalLong.of(stops(plan).trails(plan.isRatio).level(mark, plan.distance()));
        } else if (plan.stop == StopPlan.State.ARMED) {
            level = OptionalLong.of(plan.level);
        }
        return new StopRow(
                plan.strategyId,
                plan.accountId,
                plan.instrumentId,
                plan.side,
                plan.openQuantity(),
                plan.isTrailing,
                level,
                isTrailing ? OptionalLong.of(mark) : OptionalLong.empty(),
                plan.target == StopPlan.State.ARMED ? OptionalLong.of(plan.targetLevel) : OptionalLong.empty());
    }

    private TriggerGroup stops(StopPlan plan) {
        return instruments.get(plan.instrumentId).stops().group(plan.series, plan.stopDirection());
    }

    private TriggerGroup targets(StopPlan plan) {
        return instruments.get(plan.instrumentId).targets().group(plan.series, plan.gainDirection());
    }

    private TriggerGroup activations(StopPlan plan) {
        return instruments.get(plan.instrumentId).activations().group(plan.series, plan.gainDirection());
    }
}
