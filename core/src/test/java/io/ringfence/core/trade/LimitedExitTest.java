package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Create.ExitStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limited stops that escalate, limit targets, and which exit makes way for which. */
class LimitedExitTest extends TradeScenario {
    /** Stops may trade 2 worse, limited exits have 50 ns, targets are limits. */
    private static final ExitStyle LIMITED = new ExitStyle(2 * ONE, 50, OrderType.LIMIT);

    /** 2 units at 100 since 100 ns, stop at 90, target at 120. */
    private void holdLimited(PositionSide side) {
        open();
        Create terms = new Create(0, side, 2 * ONE, 100, 1000, TriggerSource.LAST, StopUnit.AMOUNT, 10 * ONE)
                .target(StopUnit.AMOUNT, 20 * ONE)
                .exits(LIMITED);
        core.apply(terms);
        core.apply(new TestEvent.Start(core.sequence()));
        OrderCommand entry = commandAt(100);
        core.apply(fill(entry, 2, 100));
    }

    @Test
    void shouldLimitTheStopByThePriceThatFiredItWhenAnOffsetIsSet() {
        holdLimited(PositionSide.LONG);
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 89", "EXECUTE_STOPLOSS #7.0 STOP SELL 2 limit 87"),
                core.at(110).apply(trade(89)));
    }

    @Test
    void shouldLimitTheStopOnTheOtherSideWhenThePositionIsShort() {
        holdLimited(PositionSide.SHORT);
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 110 by 111", "EXECUTE_STOPLOSS #7.0 STOP BUY 2 limit 113"),
                core.at(110).apply(trade(111)));
    }

    @Test
    void shouldWidenThenGoToTheMarketWhenALimitedStopMissesItsDeadline() {
        holdLimited(PositionSide.LONG);
        OrderCommand first = command(core.at(110), trade(89));
        core.apply(first.accepted());
        assertEquals(List.of(), core.at(159).apply(TIME));
        OrderCommand cancel = command(core.at(160), TIME);
        assertEquals(first.clientOrderId(), cancel.clientOrderId());
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 0", "EXECUTE_STOPLOSS #11.0 STOP SELL 2 limit 83"),
                core.at(161).apply(first.canceled(0, 0, 0)));
        OrderCommand second = core.commands().get(0);
        core.apply(second.filled(ONE, 85 * ONE, 0));
        core.at(211).apply(TIME);
        assertEquals(
                List.of("ORDER_FINALIZED #11.0 CANCELED 1", "EXECUTE_STOPLOSS #14.0 STOP SELL 1"),
                core.apply(second.canceled(ONE, 85 * ONE, 0)));
        core.apply(core.commands().get(0).filled(ONE, 80 * ONE, 0));
        assertEquals(ExitReason.STOPLOSS, row().reason());
        assertEquals(StrategyState.CLOSED, row().state());
        assertEquals(0, row().openQuantity());
    }

    @Test
    void shouldNotEscalateWhenTheLimitedStopFillsBeforeItsDeadline() {
        holdLimited(PositionSide.LONG);
        OrderCommand stop = command(core.at(110), trade(89));
        core.apply(fill(stop, 2, 89));
        assertEquals(StrategyState.CLOSED, row().state());
        assertEquals(List.of(), core.at(500).apply(TIME));
    }

    @Test
    void shouldSellByALimitAtTheTargetWhenItIsTouched() {
        holdLimited(PositionSide.LONG);
        assertEquals(
                List.of("TAKE_PROFIT_TRIGGERED 3 at 120 by 121", "EXECUTE_SELL #7.0 TARGET SELL 2 limit 120"),
                core.at(110).apply(trade(121)));
    }

    @Test
    void shouldCancelTheTargetAndSellTheRestAtOnceWhenTheStopFiresBehindIt() {
        holdLimited(PositionSide.LONG);
        OrderCommand target = command(core.at(110), trade(121));
        core.apply(target.filled(ONE, 120 * ONE, 0));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 89", "CANCEL_ORDER #7.0 TARGET SELL 2 limit 120"),
                core.at(120).apply(trade(89)));
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 1", "EXECUTE_STOPLOSS #10.0 STOP SELL 1 limit 87"),
                core.apply(target.canceled(ONE, 120 * ONE, 0)));
    }

    @Test
    void shouldCancelTheTargetAndSellAtTheMarketWhenTheExitTimeComes() {
        holdLimited(PositionSide.LONG);
        OrderCommand target = command(core.at(960), trade(121));
        core.apply(target.accepted());
        assertEquals(
                List.of("SELL_TRIGGERED", "CANCEL_ORDER #7.0 TARGET SELL 2 limit 120"),
                core.at(1000).apply(TIME));
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 0", "EXECUTE_SELL #10.0 EXIT SELL 2"),
                core.apply(target.canceled(0, 0, 0)));
        core.apply(fill(core.commands().get(0), 2, 119));
        assertEquals(ExitReason.SCHEDULE, row().reason());
    }

    @Test
    void shouldRecordAConflictWhenATargetIsTouchedBehindAScheduledExit() {
        holdLimited(PositionSide.LONG);
        command(core.at(1000), TIME);
        assertEquals(
                List.of("TAKE_PROFIT_TRIGGERED 3 at 120 by 121", "LOCK_CONFLICT TARGET by EXIT #7.0"),
                core.apply(trade(121)));
    }

    @Test
    void shouldAskBeforeCancelingWhenTheFateOfAnOverriddenTargetIsUnknown() {
        holdLimited(PositionSide.LONG);
        OrderCommand target = command(core.at(110), trade(121));
        core.apply(TestEvent.Node.defaults());
        assertEquals(List.of("STOPLOSS_TRIGGERED 3 at 90 by 89"), core.apply(trade(89)));
        assertEquals(
                List.of("ORDER_ACCEPTED #7.0", "CANCEL_ORDER #7.0 TARGET SELL 2 limit 120"),
                core.apply(target.accepted()));
        assertEquals(
                List.of("ORDER_FINALIZED #7.0 CANCELED 0", "EXECUTE_STOPLOSS #11.0 STOP SELL 2 limit 87"),
                core.apply(target.canceled(0, 0, 0)));
    }
}
