package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.stoploss.NaiveStopLoss.Finding;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page says of new terms, by example: a long position, entered at 1000. */
final class StopLossTermsTest {
    private static final long ONE = Decimal.ONE;

    private final DrivenStage stage = DrivenStage.ready();

    private static Create terms(StopUnit unit, long value) {
        return new Create(0, PositionSide.LONG, ONE, 0, 1, TriggerSource.LAST, unit, value);
    }

    private static Create below(long amount) {
        return terms(StopUnit.AMOUNT, amount);
    }

    private long enter(Create terms) {
        long id = stage.create(terms);
        stage.enter(id, 10, 1, 1000);
        return id;
    }

    private static Finding moved(long id, long level) {
        return new Finding(Kind.MOVED, id, level, 0);
    }

    private static Finding fired(long id, long level, long price) {
        return new Finding(Kind.FIRED, id, level, price);
    }

    private static Finding targetFired(long id, long level, long price) {
        return new Finding(Kind.TARGET_FIRED, id, level, price);
    }

    @Test
    void shouldMoveAnArmedStopEitherWayAtOnce() {
        long id = enter(below(10));
        assertEquals(List.of(moved(id, 960)), stage.update(id, below(40)));
        assertEquals(List.of(), stage.trade(961));
        assertEquals(List.of(moved(id, 950)), stage.update(id, terms(StopUnit.RATIO, ONE / 20)));
        assertEquals(List.of(moved(id, 955)), stage.update(id, terms(StopUnit.LEVEL, 955)));
        assertEquals(List.of(fired(id, 955, 955)), stage.trade(955));
    }

    @Test
    void shouldFollowTheAverageByTheNewTermsWhenTheEntryFillsFurther() {
        long id = enter(terms(StopUnit.LEVEL, 900));
        stage.update(id, below(10));
        assertEquals(List.of(moved(id, 1090)), stage.enter(id, 10, 2, 1100));
    }

    @Test
    void shouldKeepTheArmingOrderWhenTermsChange() {
        long first = enter(below(10).target(StopUnit.LEVEL, 1100));
        long second = enter(below(20).target(StopUnit.LEVEL, 1050));
        stage.update(first, below(20).target(StopUnit.LEVEL, 1050));
        assertEquals(List.of(targetFired(first, 1050, 1050), targetFired(second, 1050, 1050)), stage.trade(1050));
        assertEquals(List.of(fired(first, 980, 980), fired(second, 980, 980)), stage.trade(980));
    }

    @Test
    void shouldKeepTheBestPriceOfAStopThatTrailsAndStillDoes() {
        long id = enter(below(10).trailing());
        stage.trade(1040);
        assertEquals(List.of(moved(id, 1020)), stage.update(id, below(20).trailing()));
        stage.trade(1035);
        Create ratio = terms(StopUnit.RATIO, ONE / 40);
        assertEquals(List.of(moved(id, 1014)), stage.update(id, ratio.trailing()));
        stage.trade(1080);
        assertEquals(List.of(fired(id, 1053, 1053)), stage.trade(1053));
    }

    @Test
    void shouldKeepTheBestPriceOfAStopThatWasActivated() {
        long id = enter(below(10).trailingFrom(1020));
        stage.trade(1030);
        stage.trade(1025);
        assertEquals(
                List.of(moved(id, 1025)), stage.update(id, below(5).trailing()).subList(0, 1));
    }

    @Test
    void shouldBeginAnewAtTheEntryWhenAFixedStopIsToTrail() {
        long id = enter(below(10));
        stage.trade(1050);
        stage.trade(1005);
        assertEquals(List.of(moved(id, 980)), stage.update(id, below(20).trailing()));
        // The price in force has raised it to 985.
        assertEquals(List.of(), stage.trade(986));
        assertEquals(List.of(fired(id, 985, 985)), stage.trade(985));
    }

    @Test
    void shouldBeginAnewAtTheEntryWhenAStopWaitsForItsActivationNoMore() {
        long id = enter(below(10).trailingFrom(1100));
        assertEquals(List.of(moved(id, 980)), stage.update(id, below(20).trailing()));
        assertEquals(List.of(), stage.trade(1100));
        assertEquals(List.of(fired(id, 1080, 1079)), stage.trade(1079));
    }

    @Test
    void shouldGoOnTrailingWhenATrailingStopIsGivenAnActivation() {
        long id = enter(below(10).trailing());
        stage.trade(1040);
        assertEquals(List.of(moved(id, 1030)), stage.update(id, below(10).trailingFrom(1060)));
        assertEquals(List.of(), stage.trade(1050));
        assertEquals(List.of(fired(id, 1040, 1040)), stage.trade(1040));
    }

    @Test
    void shouldGoOnTrailingWhenTermsWithAnActivationChangeAfterIt() {
        long id = enter(below(10).trailingFrom(1020));
        stage.trade(1040);
        assertEquals(List.of(moved(id, 1035)), stage.update(id, below(5).trailingFrom(1020)));
        assertEquals(List.of(fired(id, 1035, 1035)), stage.trade(1035));
    }

    @Test
    void shouldStandFixedByTheEntryWhenATrailingStopIsToTrailNoMore() {
        long id = enter(below(10).trailing());
        stage.trade(1040);
        assertEquals(List.of(moved(id, 990)), stage.update(id, below(10)));
        assertEquals(List.of(), stage.trade(1060));
        assertEquals(List.of(fired(id, 990, 990)), stage.trade(990));
    }

    @Test
    void shouldMoveAddAndTakeAwayATarget() {
        long id = enter(below(10).target(StopUnit.AMOUNT, 50));
        stage.update(id, below(10).target(StopUnit.AMOUNT, 80));
        assertEquals(List.of(), stage.trade(1079));
        stage.update(id, below(10));
        assertEquals(List.of(), stage.trade(1080));
        stage.trade(1000);
        stage.update(id, below(10).target(StopUnit.RATIO, ONE / 10));
        assertEquals(List.of(targetFired(id, 1100, 1100)), stage.trade(1100));
    }

    @Test
    void shouldLeaveAFiredTargetFiredForItsRound() {
        long id = enter(below(10).target(StopUnit.AMOUNT, 50));
        stage.trade(1050);
        assertEquals(List.of(moved(id, 990)), stage.update(id, below(10).target(StopUnit.AMOUNT, 60)));
        assertEquals(List.of(), stage.trade(1060));
        stage.leave(id, 11, 1);
        stage.trade(1000);
        stage.enter(id, 12, 1, 1000);
        assertEquals(List.of(targetFired(id, 1060, 1060)), stage.trade(1060));
    }

    @Test
    void shouldLeaveAFiredStopFiredForItsRound() {
        long id = enter(below(10));
        stage.trade(990);
        assertEquals(List.of(), stage.update(id, below(20).target(StopUnit.AMOUNT, 5)));
        assertEquals(List.of(), stage.trade(900));
        assertEquals(List.of(), stage.trade(1100));
        stage.leave(id, 11, 1);
        assertEquals(List.of(new Finding(Kind.ARMED, id, 1080, 0)), stage.enter(id, 12, 1, 1100));
    }

    @Test
    void shouldTestTheNewLevelsAgainstThePriceInForce() {
        long id = enter(below(10).target(StopUnit.AMOUNT, 50));
        stage.trade(1005);
        assertEquals(
                List.of(moved(id, 990), targetFired(id, 1004, 1005)),
                stage.update(id, below(10).target(StopUnit.AMOUNT, 4)));
        stage.trade(992);
        assertEquals(List.of(moved(id, 995), fired(id, 995, 992)), stage.update(id, below(5)));
        long activated = enter(below(20));
        assertEquals(
                List.of(moved(activated, 990), new Finding(Kind.ACTIVATED, activated, 990, 992)),
                stage.update(activated, below(10).trailingFrom(991)));
    }

    @Test
    void shouldHoldFromTheNextEntryWhenNothingIsArmed() {
        long id = stage.create(below(10));
        assertEquals(List.of(), stage.update(id, below(30)));
        assertEquals(List.of(new Finding(Kind.ARMED, id, 970, 0)), stage.enter(id, 10, 1, 1000));
    }

    @Test
    void shouldTellTheFirstReasonToRefuseACreation() {
        assertEquals(Verdict.ACCEPTED, stage.verdict(TestEvent.Node.defaults().with(Bound.MAX_ACCOUNTS, 2)));
        Create wrong = below(0).by(3).logic("unknown", "");
        Create elsewhere = new Create(1, PositionSide.LONG, ONE, 0, 1, TriggerSource.LAST, StopUnit.AMOUNT, 0);
        assertEquals(Verdict.UNKNOWN_INSTRUMENT, stage.verdict(elsewhere.by(3)));
        assertEquals(Verdict.UNKNOWN_ACCOUNT, stage.verdict(wrong));
        assertEquals(Verdict.UNKNOWN_PLUGIN, stage.verdict(wrong.by(2)));
        assertEquals(Verdict.INVALID_STOP, stage.verdict(wrong.by(2).logic("timed", "")));
        stage.apply(new TestEvent.Node(1, 0, 1, 1, 1));
        assertEquals(Verdict.UNKNOWN_ACCOUNT, stage.verdict(wrong));
        assertEquals(Verdict.LIMIT_REACHED, stage.verdict(wrong.by(2)));
    }

    @Test
    void shouldTellTheFirstReasonToRefuseAnUpdate() {
        long id = stage.create(below(10).by(1));
        assertEquals(Verdict.UNKNOWN_STRATEGY, stage.verdict(new TestEvent.Update(id + 1, below(0).by(2))));
        assertEquals(Verdict.NOT_OWNER, stage.verdict(new TestEvent.Update(id, below(0).by(2))));
        assertEquals(Verdict.INVALID_STOP, stage.verdict(new TestEvent.Update(id, below(0).by(1))));
        assertEquals(
                Verdict.ACCEPTED,
                stage.verdict(new TestEvent.Update(id, below(20).by(1))));
        assertEquals(Verdict.ACCEPTED, stage.verdict(new TestEvent.Update(id, below(30))));
        assertEquals(List.of(new Finding(Kind.ARMED, id, 970, 0)), stage.enter(id, 10, 1, 1000));
    }

    @Test
    void shouldCarryOutACommandOnceWhenItComesAgain() {
        long id = stage.create(below(10).by(1).command("a"));
        assertEquals(Verdict.REPEATED, stage.verdict(below(20).by(1).command("a")));
        assertEquals(
                List.of(id, id),
                List.of(stage.findings().repeatSubjectId(), stage.findings().repeatSequence()));
        stage.enter(id, 10, 1, 1000);
        assertEquals(
                Verdict.REPEATED,
                stage.verdict(new TestEvent.Update(id, below(20).by(1).command("a"))));
        assertEquals(List.of(moved(id, 960)), stage.update(id, below(40).by(1).command("b")));
        long updated = stage.sequence();
        assertEquals(List.of(), stage.update(id, below(50).by(1).command("b")));
        assertEquals(
                List.of(id, updated),
                List.of(stage.findings().repeatSubjectId(), stage.findings().repeatSequence()));
        assertEquals(List.of(), stage.trade(961));
    }

    @Test
    void shouldLetAnIdBeUsedAgainWhenItWasRefusedOrAnothers() {
        assertEquals(Verdict.INVALID_STOP, stage.verdict(below(0).by(1).command("a")));
        assertEquals(Verdict.ACCEPTED, stage.verdict(below(10).by(1).command("a")));
        assertEquals(Verdict.ACCEPTED, stage.verdict(below(10).by(2).command("a")));
        assertEquals(Verdict.REPEATED, stage.verdict(below(10).by(2).command("a")));
    }
}
