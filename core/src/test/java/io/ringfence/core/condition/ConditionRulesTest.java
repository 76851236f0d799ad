package io.ringfence.core.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ringfence.core.condition.ConditionEvent.Create;
import io.ringfence.core.condition.ConditionEvent.Define;
import io.ringfence.core.condition.ConditionEvent.Market;
import io.ringfence.core.condition.ConditionEvent.Node;
import io.ringfence.core.condition.ConditionEvent.Remove;
import io.ringfence.core.condition.ConditionEvent.Start;
import io.ringfence.core.condition.ConditionStage.Fired;
import io.ringfence.core.condition.ConditionStage.Result;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules of the package's page, one by one. Prices are whole units here; conditions' ids begin with 4. */
final class ConditionRulesTest {
    private static final long NONE = TestEvent.NONE;
    private static final long PERCENT = Decimal.ONE / 100;
    private static final Node BELOW_100 = Node.last(Comparison.LESS, 100);
    private static final Node ABOVE_90 = Node.last(Comparison.GREATER, 90);

    private final ConditionStage core = new ConditionStage();
    private long feedSequence;

    @BeforeEach
    void defineInstruments() {
        core.apply(new Start(3));
        core.apply(new Define(0));
        core.apply(new Define(1));
    }

    private Tick tick() {
        return Tick.of(0, ++feedSequence);
    }

    private List<Fired> take(Tick tick) {
        return core.apply(new Market(tick, Verdict.ACCEPTED)).fired();
    }

    private List<Fired> trade(long price) {
        return take(tick().trade(price));
    }

    /** Creates it and expects that it is not true yet. */
    private long create(Create create) {
        assertEquals(new Result(Verdict.ACCEPTED, List.of()), core.apply(create));
        return core.sequence;
    }

    private Verdict refusal(Create create) {
        List<Long> before = core.state();
        Verdict verdict = core.apply(create).verdict();
        assertEquals(before, core.state());
        return verdict;
    }

    @Test
    void shouldFireAtTheFirstPriceThatEachComparisonAllows() {
        trade(100);
        long less = create(Create.repeating(BELOW_100));
        long greater = create(Create.repeating(Node.last(Comparison.GREATER, 100)));
        long lessOrEqual = create(Create.repeating(Node.last(Comparison.LESS_OR_EQUAL, 99)));
        assertEquals(List.of(new Fired(less, 99, 99), new Fired(lessOrEqual, 99, 99)), trade(99));
        assertEquals(List.of(), trade(99));
        assertEquals(List.of(), trade(100));
        assertEquals(List.of(new Fired(greater, 101, 101)), trade(101));
        core.apply(new Remove(greater, 0));
        long greaterOrEqual = create(Create.repeating(Node.last(Comparison.GREATER_OR_EQUAL, 102)));
        assertEquals(List.of(new Fired(greaterOrEqual, 102, 102)), trade(102));
        assertEquals(List.of(new Fired(less, 99, 99), new Fired(lessOrEqual, 99, 99)), trade(99));
        assertEquals(List.of(new Fired(greaterOrEqual, 102, 103)), trade(103));
    }

    @Test
    void shouldFireOnceAndBeGoneUnlessItRepeats() {
        long once = create(Create.once(BELOW_100));
        long repeating = create(Create.repeating(BELOW_100));
        assertEquals(List.of(new Fired(once, 99, 50), new Fired(repeating, 99, 50)), trade(50));
        assertEquals(List.of(), trade(49));
        assertEquals(List.of(), trade(100));
        assertEquals(List.of(new Fired(repeating, 99, 99)), trade(99));
        assertEquals(Verdict.UNKNOWN_CONDITION, core.apply(new Remove(once, 0)).verdict());
        assertEquals(Verdict.ACCEPTED, core.apply(new Remove(repeating, 0)).verdict());
        trade(100);
        assertEquals(List.of(), trade(99));
        assertEquals(
                Verdict.UNKNOWN_CONDITION, core.apply(new Remove(repeating, 0)).verdict());
    }

    @Test
    void shouldNotFireAgainBeforeThePriceHasGoneBackByTheHysteresis() {
        Node below = Node.last(Comparison.LESS, 1001);
        Node above = Node.last(Comparison.GREATER_OR_EQUAL, 1001);
        trade(1001);
        long low = create(Create.repeating(below).hysteresis(PERCENT));
        assertEquals(List.of(new Fired(low, 1000, 1000)), trade(1000));
        // 1 % of 1001 is 10.01: 1011 is not beyond it, 1012 is.
        trade(1011);
        assertEquals(List.of(), trade(1000));
        trade(1012);
        assertEquals(List.of(new Fired(low, 1000, 900)), trade(900));
        core.apply(new Remove(low, 0));
        long high = create(Create.repeating(above).hysteresis(PERCENT));
        assertEquals(List.of(new Fired(high, 1001, 1001)), trade(1001));
        trade(991);
        assertEquals(List.of(), trade(1001));
        trade(990);
        assertEquals(List.of(new Fired(high, 1001, 1001)), trade(1001));
    }

    @Test
    void shouldFireWithItsCreationWhenThePricesInForceMakeItTrue() {
        Node quote = Node.price(0, ConditionField.MID, Comparison.LESS, 100);
        create(Create.once(quote));
        assertEquals(List.of(), take(tick().quote(98, NONE)));
        assertEquals(List.of(new Fired(4, 99, 98)), take(tick().quote(NONE, 99)));
        assertEquals(
                List.of(new Fired(core.sequence + 1, 0, 98)),
                core.apply(Create.once(quote)).fired());
        assertEquals(
                Verdict.UNKNOWN_CONDITION,
                core.apply(new Remove(core.sequence, 0)).verdict());
        // Without a price there is nothing below 100 yet.
        assertEquals(
                List.of(new Fired(core.sequence + 1, 0, 0)),
                core.apply(Create.repeating(BELOW_100, Node.not())).fired());
        long id = core.sequence;
        assertEquals(List.of(), trade(99));
        assertEquals(List.of(new Fired(id, 100, 100)), trade(100));
    }

    @Test
    void shouldJoinPricesOfSeveralInstruments() {
        Node other = Node.price(1, ConditionField.ASK, Comparison.GREATER_OR_EQUAL, 30);
        long id = create(Create.repeating(BELOW_100, other, Node.all(2)));
        assertEquals(List.of(), trade(99));
        assertEquals(
                List.of(new Fired(id, 30, 31)), take(Tick.of(1, ++feedSequence).quote(NONE, 31)));
        assertEquals(List.of(), trade(100));
        assertEquals(List.of(new Fired(id, 99, 98)), trade(98));
    }

    @Test
    void shouldNotFireARangeThatThePriceJumpsOver() {
        trade(110);
        long id = create(Create.repeating(BELOW_100, ABOVE_90, Node.all(2)));
        assertEquals(List.of(), trade(80));
        assertEquals(List.of(), trade(110));
        assertEquals(List.of(new Fired(id, 99, 95)), trade(95));
    }

    @Test
    void shouldFireByAnExtremeAndBeFalseAgainByTheLastPrice() {
        trade(110);
        long id = create(Create.repeating(BELOW_100));
        assertEquals(List.of(new Fired(id, 99, 99)), take(tick().conflated(105, 99, 120)));
        assertEquals(List.of(new Fired(id, 99, 98)), trade(98));
        // From true to false by the highest and back by the last.
        assertEquals(List.of(new Fired(id, 99, 97)), take(tick().conflated(97, 96, 120)));
    }

    @Test
    void shouldFireBySeriesThenFallsThenNearestThenArmingOrder() {
        take(tick().trade(100).quote(100, 100));
        core.apply(new Start(20));
        List<Long> expected = new ArrayList<>();
        for (ConditionField field :
                List.of(ConditionField.MID, ConditionField.ASK, ConditionField.BID, ConditionField.LAST)) {
            List<Long> ids = new ArrayList<>();
            ids.add(create(Create.once(Node.price(0, field, Comparison.GREATER, 100))));
            ids.add(create(Create.once(Node.price(0, field, Comparison.LESS, 98))));
            ids.add(create(Create.once(Node.price(0, field, Comparison.LESS, 99))));
            ids.add(create(Create.once(Node.price(0, field, Comparison.LESS_OR_EQUAL, 98))));
            expected.addAll(0, List.of(ids.get(2), ids.get(3), ids.get(1), ids.get(0)));
        }
        Tick wide = tick().conflated(100, 90, 110)
                .quote(100, 100)
                .bids(90, 110)
                .asks(90, 110)
                .mids(90, 110);
        assertEquals(expected, take(wide).stream().map(Fired::conditionId).toList());
    }

    @Test
    void shouldComeAfterTheStopsAndTargetsOfTheTick() {
        core.apply(new Start(3));
        long condition = create(Create.once(BELOW_100));
        long strategy = apply(
                new TestEvent.Create(0, PositionSide.LONG, Decimal.ONE, 0, 1, TriggerSource.LAST, StopUnit.LEVEL, 50));
        apply(new TestEvent.Report(
                ExecutionType.FILL,
                9,
                strategy,
                OrderPurpose.ENTRY,
                Side.BUY,
                Decimal.ONE,
                100 * Decimal.ONE,
                0,
                RejectReason.NONE));
        trade(40);
        StopFindings findings = core.slot.findings();
        assertEquals(List.of(Kind.FIRED, Kind.CONDITION_TRUE), List.of(findings.kind(0), findings.kind(1)));
        assertEquals(List.of(strategy, condition), List.of(findings.strategyId(0), findings.conditionId(1)));
    }

    private long apply(TestEvent event) {
        core.slot.claim(++core.sequence, core.sequence);
        event.encode(core.slot.in());
        core.stage.onEvent(core.slot, true);
        assertEquals(Verdict.ACCEPTED, core.slot.findings().verdict());
        return core.sequence;
    }

    @Test
    void shouldNeverFlipAtALevelThatNoPriceReaches() {
        long max = Long.MAX_VALUE;
        create(Create.once(Node.last(Comparison.LESS, 1)));
        create(Create.once(Node.last(Comparison.GREATER, max)));
        long all = create(Create.repeating(Node.last(Comparison.LESS_OR_EQUAL, max)));
        assertEquals(List.of(new Fired(all, max, 1)), trade(1));
        assertEquals(List.of(), trade(max));
        assertEquals(List.of(), trade(1));
    }

    @Test
    void shouldRefuseWhatIsNoTree() {
        Create one = Create.once(BELOW_100);
        List<Create> wrong = List.of(
                one.nodes(List.of()),
                Create.once(BELOW_100, ABOVE_90),
                Create.once(Node.all(1)),
                Create.once(BELOW_100, Node.all(0)),
                Create.once(BELOW_100, Node.any(0)),
                Create.once(BELOW_100, Node.all(2)),
                Create.once(BELOW_100, Node.join(ConditionNodeKind.NOT, 0)),
                Create.once(BELOW_100, ABOVE_90, Node.join(ConditionNodeKind.NOT, 2)),
                Create.once(BELOW_100, ABOVE_90, Node.not()),
                Create.once(Node.not(), BELOW_100),
                Create.once(BELOW_100, Node.join(ConditionNodeKind.NULL_VAL, 1)),
                one.nodes(Collections.nCopies(65, BELOW_100)),
                one.node(0, Node.last(Comparison.LESS, 0)),
                one.node(0, Node.last(Comparison.LESS, -1)),
                one.node(0, Node.last(Comparison.LESS, NONE)),
                one.node(0, Node.last(Comparison.NULL_VAL, 100)),
                one.node(0, Node.price(0, ConditionField.NULL_VAL, Comparison.LESS, 100)));
        for (Create create : wrong) {
            assertEquals(Verdict.INVALID_CONDITION, refusal(create), create::toString);
        }
    }

    @Test
    void shouldTakeAsManyNodesAsAllowedAndNoMore() {
        List<Node> nodes = new ArrayList<>(Collections.nCopies(Conditions.MAX_NODES - 1, BELOW_100));
        nodes.add(Node.any(Conditions.MAX_NODES - 1));
        create(Create.once().nodes(nodes));
        nodes.add(Node.not());
        assertEquals(Verdict.INVALID_CONDITION, refusal(Create.once().nodes(nodes)));
    }

    @Test
    void shouldRefuseAHysteresisOrAnActionThatCannotBe() {
        Create one = Create.repeating(BELOW_100);
        assertEquals(Verdict.INVALID_CONDITION, refusal(one.hysteresis(-1)));
        assertEquals(Verdict.INVALID_CONDITION, refusal(one.hysteresis(Decimal.ONE)));
        assertEquals(Verdict.INVALID_CONDITION, refusal(one.action(ConditionAction.ENTER, 0)));
        assertEquals(Verdict.INVALID_CONDITION, refusal(one.action(ConditionAction.EXIT, 0)));
        assertEquals(Verdict.INVALID_CONDITION, refusal(one.action(ConditionAction.NULL_VAL, 7)));
        create(one.hysteresis(Decimal.ONE - 1));
        assertEquals(Verdict.UNKNOWN_STRATEGY, refusal(one.action(ConditionAction.ENTER, 7)));
        assertEquals(Verdict.UNKNOWN_ACCOUNT, refusal(one.account(4)));
    }

    @Test
    void shouldRefuseAnInstrumentThatIsNotDefinedAndMoreThanMayStand() {
        assertEquals(
                Verdict.UNKNOWN_INSTRUMENT,
                refusal(Create.once(BELOW_100, Node.price(2, ConditionField.BID, Comparison.LESS, 1), Node.any(2))));
        assertEquals(
                Verdict.UNKNOWN_INSTRUMENT,
                refusal(Create.once(Node.price(-1, ConditionField.BID, Comparison.LESS, 1))));
        long first = create(Create.once(BELOW_100));
        create(Create.once(BELOW_100));
        create(Create.once(BELOW_100));
        assertEquals(Verdict.LIMIT_REACHED, refusal(Create.once(BELOW_100)));
        core.apply(new Remove(first, 0));
        create(Create.once(BELOW_100));
        assertEquals(Verdict.LIMIT_REACHED, refusal(Create.once(BELOW_100)));
    }

    @Test
    void shouldLetOnlyTheOwnerRemove() {
        long id = create(Create.once(BELOW_100).account(5));
        assertEquals(Verdict.NOT_OWNER, core.apply(new Remove(id, 1)).verdict());
        assertEquals(Verdict.ACCEPTED, core.apply(new Remove(id, 5)).verdict());
        assertEquals(Verdict.UNKNOWN_CONDITION, core.apply(new Remove(id, 5)).verdict());
        long other = create(Create.once(BELOW_100).account(5));
        assertEquals(Verdict.ACCEPTED, core.apply(new Remove(other, 0)).verdict());
    }

    @Test
    void shouldWriteTheSameStateWhereverConditionsAreKept() {
        ConditionStage other = new ConditionStage();
        List<ConditionStage> both = List.of(core, other);
        other.apply(new Start(3));
        other.apply(new Define(0));
        other.apply(new Define(1));
        for (ConditionStage stage : both) {
            stage.apply(Create.once(BELOW_100));
            stage.apply(Create.once(ABOVE_90));
        }
        core.apply(new Remove(4, 0));
        core.apply(new Remove(5, 0));
        other.apply(new Remove(5, 0));
        other.apply(new Remove(4, 0));
        for (ConditionStage stage : both) {
            stage.apply(Create.repeating(BELOW_100));
            stage.apply(Create.repeating(ABOVE_90));
        }
        assertEquals(core.state(), other.state());
        core.apply(new Market(Tick.of(0, 1).trade(95), Verdict.ACCEPTED));
        assertNotEquals(core.state(), other.state());
    }
}
