package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.stoploss.NaiveStopLoss.Finding;
import io.ringfence.core.stoploss.NaiveStopLoss.Result;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page says of rounds, by example: a stop 10 below the entry. Order ids tell the orders' age. */
final class StopLossRoundsTest {
    private static final long ONE = Decimal.ONE;

    private final DrivenStage stage = DrivenStage.ready();

    private static Create terms(PositionSide side) {
        return new Create(0, side, ONE, 0, 1, TriggerSource.LAST, StopUnit.AMOUNT, 10);
    }

    private long create() {
        return stage.create(terms(PositionSide.LONG));
    }

    private static List<Finding> found(Kind kind, long id, long level) {
        return List.of(new Finding(kind, id, level, 0));
    }

    private static List<Finding> armed(long id, long level) {
        return found(Kind.ARMED, id, level);
    }

    private static List<Finding> disarmed(long id, long level) {
        return found(Kind.DISARMED, id, level);
    }

    /** From an entry at 1000 to its exit after the stop has fired. */
    private void stopOut(long id, long entryId, long exitId) {
        stage.trade(1000);
        assertEquals(armed(id, 990), stage.enter(id, entryId, 1, 1000));
        assertEquals(List.of(new Finding(Kind.FIRED, id, 990, 980)), stage.trade(980));
        stage.trade(2000);
        assertEquals(List.of(), stage.leave(id, exitId, 1));
    }

    @Test
    void shouldProtectTheNextRoundFromItsOwnAverageWhenTheStopHasFired() {
        long id = create();
        stopOut(id, 10, 11);
        assertEquals(armed(id, 1490), stage.enter(id, 12, 1, 1500));
        assertEquals(List.of(new Finding(Kind.FIRED, id, 1490, 1490)), stage.trade(1490));
    }

    @Test
    void shouldArmTheTargetAnewWhenItHasFiredInTheRoundBefore() {
        long id = stage.create(terms(PositionSide.LONG).target(StopUnit.AMOUNT, 5));
        stage.enter(id, 10, 1, 1000);
        assertEquals(List.of(new Finding(Kind.TARGET_FIRED, id, 1005, 1005)), stage.trade(1005));
        assertEquals(disarmed(id, 990), stage.leave(id, 11, 1));
        stage.trade(1200);
        assertEquals(armed(id, 1190), stage.enter(id, 12, 1, 1200));
        assertEquals(List.of(new Finding(Kind.TARGET_FIRED, id, 1205, 1205)), stage.trade(1205));
    }

    @Test
    void shouldBeginNoRoundWhileSomethingIsHeld() {
        long id = create();
        stage.enter(id, 10, 2, 1000);
        stage.trade(990);
        stage.trade(2000);
        stage.leave(id, 11, 1);
        assertEquals(List.of(), stage.enter(id, 12, 1, 1500));
        stage.leave(id, 13, 2);
        assertEquals(armed(id, 1590), stage.enter(id, 14, 1, 1600));
    }

    @Test
    void shouldBeginNoRoundWithTheEntryOfTheRoundThatIsOver() {
        long id = create();
        stopOut(id, 10, 11);
        assertEquals(List.of(), stage.enter(id, 10, 2, 1000));
    }

    @Test
    void shouldBeginNoRoundWithAnEntryThatIsOlder() {
        long id = create();
        stopOut(id, 10, 11);
        assertEquals(List.of(), stage.enter(id, 9, 1, 1000));
    }

    @Test
    void shouldArmAgainWhenTheEntryOfAnOrdinaryRoundFillsAfterItsExit() {
        long id = create();
        stage.enter(id, 10, 1, 1000);
        assertEquals(disarmed(id, 990), stage.leave(id, 11, 1));
        // Still the same round: its average is that of both fills.
        assertEquals(armed(id, 1090), stage.enter(id, 10, 2, 1100));
    }

    @Test
    void shouldCountWhatTheEntryOfTheRoundBeforeStillFills() {
        long id = create();
        stopOut(id, 10, 11);
        stage.enter(id, 12, 1, 1500);
        // One more at 1100, so that the order's average is 1050, and that of the round 1300.
        assertEquals(found(Kind.MOVED, id, 1290), stage.enter(id, 10, 2, 1050));
        stage.leave(id, 13, 1);
        assertEquals(disarmed(id, 1290), stage.leave(id, 13, 2));
    }

    @Test
    void shouldTakeOffWhatAnExitOfTheRoundBeforeStillFills() {
        long id = create();
        stopOut(id, 10, 11);
        stage.enter(id, 12, 1, 1500);
        assertEquals(disarmed(id, 1490), stage.leave(id, 11, 2));
    }

    @Test
    void shouldHoldNothingUntilWhatWasSoldTooMuchIsMadeUpFor() {
        long id = create();
        stage.enter(id, 10, 1, 1000);
        assertEquals(disarmed(id, 990), stage.leave(id, 11, 2));
        assertEquals(List.of(), stage.enter(id, 12, 1, 1200));
        assertEquals(armed(id, 1290), stage.enter(id, 12, 2, 1300));
    }

    @Test
    void shouldForgetOrdersOlderThanTheRoundBefore() {
        long id = create();
        stopOut(id, 10, 11);
        stage.enter(id, 12, 1, 1500);
        stage.leave(id, 13, 1);
        assertEquals(armed(id, 1590), stage.enter(id, 14, 2, 1600));
        assertEquals(List.of(), stage.enter(id, 10, 5, 1));
        assertEquals(List.of(), stage.leave(id, 11, 5));
        assertEquals(List.of(), stage.leave(id, 13, 2));
        assertEquals(disarmed(id, 1590), stage.leave(id, 13, 3));
    }

    @Test
    void shouldCountOnlyWhatIsNewWhenAnEntryThatHadFilledBeginsARound() {
        long id = create();
        stage.enter(id, 10, 1, 1000);
        stage.enter(id, 12, 1, 1000);
        assertEquals(disarmed(id, 990), stage.leave(id, 13, 2));
        // Of 2 at 1100 on average 1 is new, at 1200.
        assertEquals(armed(id, 1190), stage.enter(id, 12, 2, 1100));
        assertEquals(disarmed(id, 1190), stage.leave(id, 14, 1));
    }

    @Test
    void shouldRefuseAShortsFirstFillWhenItsResultDoesNotFit() {
        long id = stage.create(terms(PositionSide.SHORT));
        Result refused = stage.report(id, 10, OrderPurpose.ENTRY, ONE, 100 * ONE, -Long.MAX_VALUE);
        assertEquals(new Result(Verdict.INVALID_QUANTITY, List.of()), refused);
        Result accepted = stage.report(id, 10, OrderPurpose.ENTRY, ONE, 100 * ONE, Long.MAX_VALUE);
        assertEquals(new Result(Verdict.ACCEPTED, armed(id, 100 * ONE + 10)), accepted);
    }

    @Test
    void shouldRefuseALateReportThatLeavesTheRoundWithoutAnAverageEntryPrice() {
        long id = create();
        stage.enter(id, 10, 1, 1000);
        stage.leave(id, 11, 1);
        stage.report(id, 12, OrderPurpose.ENTRY, 1, ONE, 0);
        // Each order's figures are a price, but not what is new of them.
        Result tooHigh = stage.report(id, 10, OrderPurpose.ENTRY, ONE + 1, 50 * ONE * ONE, 0);
        assertEquals(new Result(Verdict.INVALID_QUANTITY, List.of()), tooHigh);
        stage.report(id, 10, OrderPurpose.ENTRY, ONE, ONE + 1, 0);
        assertEquals(
                disarmed(id, ONE * ONE - 10),
                stage.report(id, 13, OrderPurpose.EXIT, 1, ONE, 0).findings());
    }

    @Test
    void shouldRefuseALateReportThatTakesTheRoundsAverageEntryPriceBelowZero() {
        long id = create();
        stage.report(id, 10, OrderPurpose.ENTRY, ONE, 1000 * ONE, 0);
        stage.leave(id, 11, 1);
        stage.report(id, 12, OrderPurpose.ENTRY, ONE, 500 * ONE, 0);
        Result refused = stage.report(id, 10, OrderPurpose.ENTRY, 2 * ONE, 400 * ONE, 0);
        assertEquals(new Result(Verdict.INVALID_QUANTITY, List.of()), refused);
    }

    @Test
    void shouldRefuseAnExitWhenTheRoundsAverageExitPriceDoesNotFit() {
        long id = create();
        stage.enter(id, 10, 1, 1000);
        stage.leave(id, 11, 1);
        stage.enter(id, 12, 1, 1000);
        Result refused = stage.report(id, 11, OrderPurpose.EXIT, ONE + 1, 50 * ONE * ONE, 0);
        assertEquals(new Result(Verdict.INVALID_QUANTITY, List.of()), refused);
    }

    @Test
    void shouldRefuseAnExitWhenWhatIsHeldOverAllRoundsDoesNotFit() {
        long id = create();
        stage.enter(id, 10, 1, 1000);
        stage.report(id, 11, OrderPurpose.EXIT, Long.MAX_VALUE, ONE, 0);
        stage.enter(id, 12, 1, 1000);
        Result refused = stage.report(id, 13, OrderPurpose.EXIT, Long.MAX_VALUE, ONE, 0);
        assertEquals(new Result(Verdict.INVALID_QUANTITY, List.of()), refused);
    }
}
