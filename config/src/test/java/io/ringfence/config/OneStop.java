package io.ringfence.config;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One position with its stop on a core of its own, in decimals: what the facts of other projects are held against. */
final class OneStop {
    /** What fired: the stop or the target, the level it stood at and the price that touched. */
    record Firing(Kind kind, BigDecimal level, BigDecimal price) {}

    private static final BigDecimal LARGEST = decimal(Long.MAX_VALUE);
    private static final BigDecimal SMALLEST = decimal(1);

    private final TestCore core = new TestCore().at(1);
    private final Create terms;
    private final List<UnaryOperator<OneStop>> history = new ArrayList<>();
    private final OrderCommand entry;
    private long ticks;
    private Firing newest;

    OneStop(Create terms) {
        this.terms = terms;
        core.apply(TestEvent.Node.defaults());
        core.apply(new TestEvent.Define(0, "X"));
        core.apply(terms);
        core.apply(new TestEvent.Start(core.sequence()));
        core.at(2);
        entry = core.commands(new TestEvent.Time()).get(0);
    }

    /** A stop of one unit, watched by the last trade. */
    static Create terms(String side, StopUnit unit, BigDecimal value) {
        PositionSide position = side.equals("long") ? PositionSide.LONG : PositionSide.SHORT;
        return new Create(0, position, Decimal.ONE, 2, 100, TriggerSource.LAST, unit, scaled(value));
    }

    /** A take-profit at a ratio, with a stop that no price of the facts reaches. */
    static Create target(String side, BigDecimal ratio) {
        return terms(side, StopUnit.LEVEL, side.equals("long") ? SMALLEST : LARGEST)
                .target(StopUnit.RATIO, scaled(ratio));
    }

    static BigDecimal decimal(long scaled) {
        return BigDecimal.valueOf(scaled, Decimal.DIGITS).stripTrailingZeros();
    }

    static long scaled(Object number) {
        return Decimal.parse(((BigDecimal) number).toPlainString());
    }

    /** What the entry's fill fires by the price in force, or null. */
    Firing enter(Object price) {
        return after(one -> one.apply(one.entry.filled(Decimal.ONE, scaled(price), 0)));
    }

    /** What a trade fires, or null. */
    Firing trade(Object price) {
        return after(one -> one.apply(one.tick().trade(scaled(price))));
    }

    /** What trades fire of which the last, the lowest and the highest are told, or null. */
    Firing trades(Object last, Object low, Object high) {
        return after(one -> one.apply(one.tick().conflated(scaled(last), scaled(low), scaled(high))));
    }

    /** What a quote fires, or null. */
    Firing quote(Object bid, Object ask) {
        return after(one -> one.apply(one.tick().quote(scaled(bid), scaled(ask))));
    }

    /** Where the stop stands: what a copy of it tells that the worst price of all fires. */
    BigDecimal level() {
        OneStop copy = new OneStop(terms);
        history.forEach(step -> step.apply(copy));
        return copy.trade(terms.side() == PositionSide.LONG ? SMALLEST : LARGEST)
                .level();
    }

    /** Takes back the last thing that happened. */
    OneStop undone() {
        OneStop copy = new OneStop(terms);
        history.subList(0, history.size() - 1).forEach(step -> copy.after(step));
        return copy;
    }

    private Firing after(UnaryOperator<OneStop> step) {
        history.add(step);
        return step.apply(this).newest;
    }

    private Tick tick() {
        return Tick.of(0, ++ticks);
    }

    private OneStop apply(TestEvent event) {
        core.apply(event);
        newest = null;
        StopFindings findings = core.slot().findings();
        for (int i = 0; i < findings.count(); i++) {
            if (findings.kind(i) == Kind.FIRED || findings.kind(i) == Kind.TARGET_FIRED) {
                newest = new Firing(findings.kind(i), decimal(findings.level(i)), decimal(findings.price(i)));
            }
        }
        return this;
    }
}
