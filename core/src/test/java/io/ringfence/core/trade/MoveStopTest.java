package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.stoploss.StopTermsRow;
import io.ringfence.core.testkit.OrderCommand;
import io.ringfence.core.testkit.OrderEvents.MoveStop;
import io.ringfence.core.testkit.OrderEvents.PlaceOrder;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** STOP_UPDATED: another stop, and nothing else of a strategy's terms. */
final class MoveStopTest extends TradeScenario {
    private static final long NONE = TestEvent.NONE;

    private MoveStop trailing(StopUnit unit, long value) {
        return new MoveStop(3, StopType.TRAILING, unit, value, NONE, 0, "");
    }

    @Test
    void shouldMoveTheStopAndLeaveEverythingElseAsItIs() {
        hold(terms(PositionSide.LONG).target(StopUnit.AMOUNT, 20 * ONE));
        StrategyRow before = row();
        TermsRow termsBefore = core.logic().trade().termsRows().get(0);
        assertEquals(
                List.of("STOPLOSS_ARMED 3 at 95", "COMMAND_ANSWERED 3 by 7 for 0 m"),
                core.apply(new MoveStop(3, StopType.FIXED, StopUnit.LEVEL, 95 * ONE, NONE, 0, "m")));
        assertEquals(
                List.of("COMMAND_ANSWERED 3 by 7 for 0 again m"),
                core.apply(new MoveStop(3, StopType.FIXED, StopUnit.LEVEL, 90 * ONE, NONE, 0, "m")));
        assertEquals(before.termsDigest(), row().termsDigest());
        assertEquals(termsBefore, core.logic().trade().termsRows().get(0));
        assertEquals(
                new StopTermsRow(
                        3,
                        0,
                        StopType.FIXED,
                        StopUnit.LEVEL,
                        95 * ONE,
                        OptionalLong.empty(),
                        StopUnit.AMOUNT,
                        OptionalLong.of(20 * ONE)),
                core.logic().stopLoss().termsRows().get(0));
        assertEquals(List.of(), core.apply(trade(96)));
        assertEquals("STOPLOSS_TRIGGERED 3 at 95 by 95", core.apply(trade(95)).get(0));
    }

    @Test
    void shouldFireAtOnceWhenThePriceInForceHasPassedIt() {
        hold(PositionSide.LONG);
        core.apply(trade(98));
        assertEquals(
                List.of(
                        "STOPLOSS_ARMED 3 at 99",
                        "STOPLOSS_TRIGGERED 3 at 99 by 98",
                        "EXECUTE_STOPLOSS #8.0 STOP SELL 2"),
                core.apply(new MoveStop(3, StopUnit.LEVEL, 99 * ONE)));
    }

    @Test
    void shouldKeepTheBestPriceWhenATrailGetsAnotherDistance() {
        hold(terms(PositionSide.LONG).trailing());
        core.apply(trade(120));
        assertEquals(List.of("STOPLOSS_ARMED 3 at 115"), core.apply(trailing(StopUnit.AMOUNT, 5 * ONE)));
        assertEquals(List.of("STOPLOSS_ARMED 3 at 108"), core.apply(trailing(StopUnit.RATIO, ONE / 10)));
    }

    @Test
    void shouldGiveAStopToAPositionThatHasNoneAndNeverTakeOneAway() {
        open();
        OrderCommand entry = command(core, PlaceOrder.open(Side.BUY, 2 * ONE, NONE));
        core.apply(fill(entry, 2, 100));
        assertEquals(List.of("STOPLOSS_ARMED 3 at 97"), core.apply(new MoveStop(3, StopUnit.AMOUNT, 3 * ONE)));
        assertEquals(
                List.of("COMMAND_REFUSED 6 INVALID_STOP"),
                core.apply(new MoveStop(3, StopType.NONE, StopUnit.AMOUNT, 3 * ONE, NONE, 0, "")));
        assertEquals(
                List.of("COMMAND_REFUSED 7 INVALID_STOP"),
                core.apply(new TestEvent.Update(3, terms(PositionSide.LONG).withoutStop())));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 97 by 97", "EXECUTE_STOPLOSS #8.0 STOP SELL 2"),
                core.restored().apply(trade(97)));
    }

    @Test
    void shouldArmItWithTheFirstFillWhenItIsGivenBefore() {
        open();
        OrderCommand entry = command(core, PlaceOrder.open(Side.BUY, 2 * ONE, 100 * ONE));
        assertEquals(List.of(), core.apply(new MoveStop(3, StopUnit.LEVEL, 80 * ONE)));
        assertEquals("STOPLOSS_ARMED 3 at 80", core.apply(fill(entry, 2, 100)).get(0));
    }

    @Test
    void shouldKeepATargetWhenAPositionWithoutAStopGetsOtherTerms() {
        open();
        OrderCommand entry = command(core, PlaceOrder.open(Side.BUY, 2 * ONE, NONE));
        core.apply(fill(entry, 2, 100));
        TestEvent.Create target =
                PlaceOrder.open(Side.BUY, 2 * ONE, NONE).terms().target(StopUnit.LEVEL, 110 * ONE);
        assertEquals(List.of(), core.apply(new TestEvent.Update(3, target)));
        assertEquals(
                "TAKE_PROFIT_TRIGGERED 3 at 110 by 110",
                core.restored().apply(trade(110)).get(0));
    }

    @Test
    void shouldRefuseAStopThatCannotBeAndWhoDoesNotOwnIt() {
        hold(PositionSide.LONG);
        core.apply(new TestEvent.Register(1, "ann", 0));
        assertEquals(List.of("COMMAND_REFUSED 8 INVALID_STOP"), core.apply(new MoveStop(3, StopUnit.LEVEL, 0)));
        assertEquals(List.of("COMMAND_REFUSED 9 INVALID_STOP"), core.apply(new MoveStop(3, StopUnit.RATIO, ONE)));
        assertEquals(List.of("COMMAND_REFUSED 10 INVALID_STOP"), core.apply(trailing(StopUnit.LEVEL, ONE)));
        assertEquals(List.of("COMMAND_REFUSED 11 UNKNOWN_STRATEGY"), core.apply(new MoveStop(4, StopUnit.LEVEL, ONE)));
        assertEquals(
                List.of("COMMAND_REFUSED 12 NOT_OWNER"),
                core.apply(new MoveStop(3, StopType.FIXED, StopUnit.LEVEL, ONE, NONE, 1, "")));
    }
}
