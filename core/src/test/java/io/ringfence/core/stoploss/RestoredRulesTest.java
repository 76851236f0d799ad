package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.stoploss.NaiveStopLoss.Finding;
import io.ringfence.core.testkit.StrategyEvents.Condition;
import io.ringfence.core.testkit.StrategyEvents.Condition.Node;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules of the package's page that hold across a copy, by example. Prices are whole units of 1e-8. */
final class RestoredRulesTest {
    private static final long ONE = Decimal.ONE;
    private static final long NONE = TestEvent.NONE;

    private DrivenStage stage = DrivenStage.ready();

    private void restore() {
        stage = stage.restored();
    }

    private static Create terms(TriggerSource source, StopUnit unit, long value) {
        return new Create(0, PositionSide.LONG, ONE, 0, 1, source, unit, value);
    }

    private static Create fixed(long level) {
        return terms(TriggerSource.LAST, StopUnit.LEVEL, level);
    }

    private static Create trailing(long distance) {
        return terms(TriggerSource.LAST, StopUnit.AMOUNT, distance).trailing();
    }

    /** Creates a strategy and fills its entry at 1000; returns its id. */
    private long enter(Create terms) {
        long id = stage.create(terms);
        stage.enter(id, 10 * id, 1, 1000);
        return id;
    }

    private static List<Finding> fired(long id, long level, long price) {
        return List.of(new Finding(Kind.FIRED, id, level, price));
    }

    @Test
    void shouldFireAtALevelInArmingOrderWhateverTheKinds() {
        List<Create> kinds = List.of(
                trailing(10),
                fixed(990),
                terms(TriggerSource.LAST, StopUnit.RATIO, ONE / 100).trailing(),
                terms(TriggerSource.LAST, StopUnit.AMOUNT, 10),
                terms(TriggerSource.LAST, StopUnit.RATIO, ONE / 100 + 1).trailing());
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(stage.create(kinds.get(i % kinds.size())));
        }
        // Armed in another order than created.
        ids.sort(Comparator.comparingLong(id -> id * 7 % 11));
        ids.forEach(id -> stage.enter(id, 10 * id, 1, 1000));
        long lower = enter(fixed(989));
        restore();
        List<Long> expected = new ArrayList<>(ids);
        expected.add(lower);
        assertEquals(
                expected, stage.trade(980).stream().map(Finding::strategyId).toList());
        restore();
        assertEquals(List.of(), stage.trade(970));
    }

    @Test
    void shouldTrailFromTheBestPriceThatEachHasSeen() {
        long first = enter(trailing(10));
        stage.trade(1050);
        long second = enter(trailing(30));
        long third = enter(trailing(40));
        stage.trade(1045);
        restore();
        assertEquals(fired(first, 1040, 1040), stage.trade(1040));
        stage.trade(1060);
        restore();
        List<Finding> both = new ArrayList<>(fired(second, 1030, 1000));
        both.addAll(fired(third, 1020, 1000));
        assertEquals(both, stage.trade(1000));
    }

    @Test
    void shouldTrailFromAnEntrySoCheapThatItsAverageIsZero() {
        long id = stage.create(trailing(10));
        stage.report(id, 10 * id, OrderPurpose.ENTRY, Long.MAX_VALUE, 1, 0);
        restore();
        assertEquals(List.of(), stage.trade(1000));
        restore();
        assertEquals(fired(id, 990, 990), stage.trade(990));
    }

    @Test
    void shouldWaitForTheActivationAndTrailFromThereOn() {
        long id = enter(terms(TriggerSource.LAST, StopUnit.AMOUNT, 10).trailingFrom(1020));
        restore();
        stage.trade(1019);
        restore();
        assertEquals(List.of(new Finding(Kind.ACTIVATED, id, 1015, 1025)), stage.trade(1025));
        restore();
        assertEquals(fired(id, 1015, 1015), stage.trade(1015));
    }

    @Test
    void shouldPairATradeBeforeWithOneAfter() {
        long id = enter(terms(TriggerSource.DOUBLE, StopUnit.LEVEL, 990));
        stage.trade(1000);
        stage.trade(985);
        restore();
        assertEquals(fired(id, 990, 988), stage.trade(988));
    }

    @Test
    void shouldPairByTheExtremesOfATickBefore() {
        stage.apply(Tick.of(0, 1).conflated(1000, 980, 1020));
        restore();
        long falling = stage.create(terms(TriggerSource.DOUBLE, StopUnit.LEVEL, 1000));
        long rising =
                stage.create(new Create(0, PositionSide.SHORT, ONE, 0, 1, TriggerSource.DOUBLE, StopUnit.LEVEL, 1000));
        assertEquals(
                new Finding(Kind.FIRED, falling, 1000, 1000),
                stage.enter(falling, 1, 1, 1000).get(1));
        assertEquals(
                new Finding(Kind.FIRED, rising, 1000, 1000),
                stage.enter(rising, 2, 1, 1000).get(1));
    }

    @Test
    void shouldTestThePricesInForceOfEverySeries() {
        stage.apply(Tick.of(0, 1).trade(950).quote(960, 970));
        restore();
        List<Long> prices = new ArrayList<>();
        for (TriggerSource source : List.of(TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.MID)) {
            long id = stage.create(terms(source, StopUnit.LEVEL, 990));
            prices.add(stage.enter(id, id, 1, 1000).get(1).price());
        }
        assertEquals(List.of(950L, 960L, 965L), prices);
    }

    @Test
    void shouldFireTheTargetAndLeaveTheStopArmed() {
        long id = enter(terms(TriggerSource.LAST, StopUnit.AMOUNT, 10).target(StopUnit.AMOUNT, 20));
        restore();
        assertEquals(List.of(new Finding(Kind.TARGET_FIRED, id, 1020, 1021)), stage.trade(1021));
        restore();
        assertEquals(List.of(), stage.trade(1022));
        assertEquals(fired(id, 990, 990), stage.trade(990));
        restore();
        assertEquals(List.of(), stage.trade(1021));
    }

    @Test
    void shouldCountPartsOfAFillOnceAndMoveWithTheAverage() {
        long id = stage.create(terms(TriggerSource.LAST, StopUnit.AMOUNT, 10).target(StopUnit.AMOUNT, 20));
        stage.report(id, 9, OrderPurpose.ENTRY, ONE, 1000, 1);
        restore();
        assertEquals(List.of(), stage.enter(id, 9, 1, 1000));
        assertEquals(List.of(new Finding(Kind.MOVED, id, 1040, 0)), stage.enter(id, 9, 2, 1050));
        stage.leave(id, 11, 1);
        restore();
        assertEquals(List.of(), stage.leave(id, 11, 1));
        assertEquals(List.of(new Finding(Kind.TARGET_FIRED, id, 1070, 1070)), stage.trade(1070));
        assertEquals(List.of(new Finding(Kind.DISARMED, id, 1040, 0)), stage.leave(id, 11, 2));
    }

    @Test
    void shouldNotBookAnOrderOfARoundLongPast() {
        long id = stage.create(terms(TriggerSource.LAST, StopUnit.AMOUNT, 10));
        for (long order = 10; order <= 30; order += 10) {
            stage.enter(id, order, 1, 1000);
            stage.leave(id, order + 1, 1);
        }
        restore();
        // Of the round before it would be booked, and be sold more than was held: the next entry arms nothing.
        stage.leave(id, 12, 1);
        assertEquals(List.of(new Finding(Kind.ARMED, id, 990, 0)), stage.enter(id, 40, 1, 1000));
        stage.leave(id, 41, 1);
        stage.leave(id, 42, 1);
        restore();
        assertEquals(List.of(), stage.enter(id, 50, 1, 1000));
        assertEquals(List.of(new Finding(Kind.ARMED, id, 990, 0)), stage.enter(id, 50, 2, 1000));
    }

    @Test
    void shouldTakeNewTermsForWhatIsArmedAndKeepWhatWasSeen() {
        long id = enter(trailing(10).target(StopUnit.AMOUNT, 90));
        stage.trade(1050);
        restore();
        List<Finding> moved = List.of(new Finding(Kind.MOVED, id, 1030, 0));
        assertEquals(moved, stage.update(id, trailing(20).target(StopUnit.AMOUNT, 80)));
        restore();
        assertEquals(List.of(new Finding(Kind.TARGET_FIRED, id, 1080, 1080)), stage.trade(1080));
        assertEquals(fired(id, 1060, 1060), stage.trade(1060));
    }

    @Test
    void shouldRefuseByTheBoundsAndNamesThatWereThere() {
        stage.apply(new TestEvent.Node(1, 1, 10, 3, 10)
                .with(TestEvent.Node.Bound.MAX_ACCOUNTS, 2)
                .with(TestEvent.Node.Bound.MAX_CONDITIONS, 1)
                .with(TestEvent.Node.Bound.MAX_COMMAND_IDS, 2));
        long first = stage.create(fixed(990).by(1).command("a"));
        stage.apply(Tick.of(0, 7).trade(1000));
        Condition below = new Condition(0, ConditionAction.ALERT, last(Comparison.LESS, 900));
        stage.apply(below);
        restore();
        assertEquals(Verdict.REPEATED, stage.verdict(Tick.of(0, 7).trade(1000)));
        assertEquals(Verdict.ACCEPTED, stage.verdict(Tick.ofFeed(0, 300, 7, 0).trade(1000)));
        assertEquals(Verdict.LIMIT_REACHED, stage.verdict(new TestEvent.Define(1, "ETH")));
        assertEquals(Verdict.OUT_OF_ORDER, stage.verdict(new TestEvent.Define(2, "ETH")));
        assertEquals(Verdict.LIMIT_REACHED, stage.verdict(fixed(990)));
        assertEquals(Verdict.LIMIT_REACHED, stage.verdict(below));
        assertEquals(Verdict.LIMIT_REACHED, stage.verdict(new TestEvent.Register(3, "Cid", 0)));
        assertEquals(Verdict.NAME_TAKEN, stage.verdict(new TestEvent.Register(3, "Ben", 0)));
        assertEquals(Verdict.ACCEPTED, stage.verdict(new TestEvent.Register(1, "Ann", 0)));
        assertEquals(
                Verdict.NOT_OWNER,
                stage.verdict(new TestEvent.Update(first, fixed(980).by(2))));
        assertEquals(Verdict.REPEATED, stage.verdict(fixed(990).by(1).command("a")));
        assertEquals(first, stage.findings().repeatSubjectId());
        assertEquals(first, stage.findings().repeatSequence());
    }

    /** With room for two ids, the third lets the first go. */
    @Test
    void shouldForgetTheOldestCommandFirst() {
        stage.apply(TestEvent.Node.defaults().with(TestEvent.Node.Bound.MAX_COMMAND_IDS, 2));
        long id = stage.create(fixed(990));
        TestEvent z = new TestEvent.Update(id, fixed(990).command("z"));
        TestEvent a = new TestEvent.Update(id, fixed(990).command("a"));
        assertEquals(Verdict.ACCEPTED, stage.verdict(z));
        assertEquals(Verdict.ACCEPTED, stage.verdict(a));
        restore();
        assertEquals(
                Verdict.ACCEPTED,
                stage.verdict(new TestEvent.Update(id, fixed(990).command("b"))));
        assertEquals(Verdict.REPEATED, stage.verdict(a));
        assertEquals(Verdict.ACCEPTED, stage.verdict(z));
    }

    private static Node last(Comparison comparison, long value) {
        return Node.price(0, ConditionField.LAST, comparison, value);
    }

    @Test
    void shouldGoOnWithinTheHysteresisOfACondition() {
        Node below = last(Comparison.LESS, 1000);
        stage.apply(new Condition(0, ONE / 100, ConditionAction.ALERT, true, List.of(below, Node.all(1)), 0, "", ""));
        long id = stage.sequence();
        stage.trade(1005);
        restore();
        List<Finding> found = List.of(new Finding(Kind.CONDITION_TRUE, id, 999, 999));
        assertEquals(found, stage.trade(999));
        restore();
        stage.trade(1009);
        assertEquals(List.of(), stage.trade(999));
        stage.trade(1010);
        restore();
        assertEquals(found, stage.trade(999));
    }

    @Test
    void shouldCountWhatIsTrueOfACondition() {
        Node below = last(Comparison.LESS, 1000);
        Node quoted = Node.price(0, ConditionField.BID, Comparison.GREATER, 500);
        stage.apply(new Condition(0, ConditionAction.ALERT, below, quoted, Node.all(2), Node.not(), Node.not()));
        long id = stage.sequence();
        stage.trade(990);
        restore();
        Tick quote = Tick.of(0, 9).quote(600, 600);
        assertEquals(
                List.of(new Finding(Kind.CONDITION_TRUE, id, 501, 600)),
                stage.apply(quote).findings());
        restore();
        assertEquals(Verdict.UNKNOWN_CONDITION, stage.verdict(new TestEvent.RemoveCondition(id)));
    }

    /** Hundreds of stops, targets and activations over two instruments, many of them at one level. */
    @Test
    void shouldFireACrowdInTheSameOrder() {
        Random random = new Random(1);
        DrivenStage original = DrivenStage.ready();
        original.apply(new TestEvent.Define(1, "ETH"));
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            ids.add(original.create(anyTerms(random)));
        }
        Map<Kind, Integer> found = new EnumMap<>(Kind.class);
        stage = original.restored();
        for (int i = 0; i < 3000; i++) {
            if (i % 100 == 99) {
                stage = original.restored();
            }
            long id = ids.get(random.nextInt(ids.size()));
            long price = 1000 + random.nextInt(41) - 20;
            List<Finding> expected;
            if (i < 2000 && random.nextInt(3) > 0) {
                expected = original.enter(id, id, 1, price);
                assertEquals(expected, stage.enter(id, id, 1, price));
            } else {
                long wide = i / 15;
                Tick tick = Tick.of(random.nextInt(2), i)
                        .quote(price - 1, price + 1)
                        .conflated(price, price - wide, price + wide)
                        .bids(price - 1 - wide, price - 1 + wide)
                        .asks(price + 1 - wide, price + 1 + wide)
                        .mids(price - wide, price + wide);
                expected = original.apply(tick).findings();
                assertEquals(expected, stage.apply(tick).findings());
            }
            expected.forEach(finding -> found.merge(finding.kind(), 1, Integer::sum));
        }
        assertEquals(original.bytes(), stage.bytes());
        assertEquals(
                Set.of(Kind.ARMED, Kind.ACTIVATED, Kind.FIRED, Kind.TARGET_FIRED), found.keySet(), found::toString);
        assertTrue(Collections.min(found.values()) >= 30, found::toString);
    }

    private static Create anyTerms(Random random) {
        StopUnit unit = List.of(StopUnit.AMOUNT, StopUnit.RATIO).get(random.nextInt(2));
        long distance = 40 + 10 * random.nextInt(10);
        Create terms = new Create(
                random.nextInt(2),
                random.nextBoolean() ? PositionSide.LONG : PositionSide.SHORT,
                ONE,
                NONE,
                NONE,
                TriggerSource.get((short) (1 + random.nextInt(4))),
                unit,
                unit == StopUnit.AMOUNT ? distance : distance * ONE / 1000);
        terms = switch (random.nextInt(3)) {
            case 0 -> terms;
            case 1 -> terms.trailing();
            default -> terms.trailingFrom(960 + random.nextInt(80));
        };
        return random.nextBoolean() ? terms : terms.target(StopUnit.AMOUNT, 25 + random.nextInt(50));
    }
}
