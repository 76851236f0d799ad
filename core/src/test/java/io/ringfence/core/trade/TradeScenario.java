package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.List;

/** Steps that scenarios share: strategies of 2 units that enter at 100 ns, leave at 200 ns, with a stop 10 away. */
abstract class TradeScenario {
    static final long ONE = Decimal.ONE;
    static final TestEvent TIME = new TestEvent.Time();

    /** The logic of strategies that name {@code test}. */
    final TestPlugin plugin = new TestPlugin();

    final TestCore core = new TestCore(plugin.plugins());
    private long feedSequence;

    /** Node started, instrument defined: two events. */
    final void open() {
        open(TestEvent.Node.defaults());
    }

    final void open(TestEvent.Node node) {
        assertEquals(List.of(), core.apply(node));
        assertEquals(List.of(), core.apply(new TestEvent.Define(0, "BTC")));
    }

    /** Creates and starts a strategy: two events. Returns its id. */
    final long start(PositionSide side) {
        return start(terms(side));
    }

    static Create terms(PositionSide side) {
        return new Create(0, side, 2 * ONE, 100, 200, TriggerSource.LAST, StopUnit.AMOUNT, 10 * ONE);
    }

    /** The same for other terms. */
    final long start(Create terms) {
        core.apply(terms);
        long id = core.sequence();
        assertEquals(List.of("STRATEGY_STARTED"), core.apply(new TestEvent.Start(id)));
        return id;
    }

    /** A trade of whole units. */
    final Tick trade(long price) {
        return Tick.of(0, ++feedSequence).trade(price * ONE);
    }

    /** Lets the event time pass; returns the one command that follows. */
    final OrderCommand commandAt(long timeNs) {
        return command(core.at(timeNs), TIME);
    }

    final OrderCommand command(TestCore at, TestEvent event) {
        List<OrderCommand> commands = at.commands(event);
        assertEquals(1, commands.size(), commands::toString);
        return commands.get(0);
    }

    /** A long position of 2 at 100, held since 100 ns; returns its entry. */
    final OrderCommand hold(PositionSide side) {
        return hold(terms(side));
    }

    /** The same for other terms. */
    final OrderCommand hold(Create terms) {
        open();
        start(terms);
        OrderCommand entry = commandAt(100);
        core.apply(fill(entry, 2, 100));
        return entry;
    }

    /** A fill of so many units in all, at one price, without a fee. */
    static TestEvent fill(OrderCommand order, long units, long price) {
        return order.filled(units * ONE, units * price * ONE, 0);
    }

    final StrategyRow row() {
        List<StrategyRow> rows = core.logic().trade().strategyRows();
        assertEquals(1, rows.size());
        return rows.get(0);
    }
}
