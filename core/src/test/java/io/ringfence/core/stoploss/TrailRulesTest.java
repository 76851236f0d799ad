package io.ringfence.core.stoploss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.stoploss.NaiveStopLoss.Finding;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page says of trails, activations, targets and the middle, by example. Prices are whole units of 1e-8. */
final class TrailRulesTest {
    private static final long NONE = TestEvent.NONE;
    static final long ONE = Decimal.ONE;

    private final StopLossStage stage = new StopLossStage();
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private long sequence;
    private long feedSequence;

    @BeforeEach
    void defineInstrument() {
        apply(TestEvent.Node.defaults());
        apply(new TestEvent.Define(0, "BTC"));
    }

    private List<Finding> apply(TestEvent event) {
        slot.claim(++sequence, sequence);
        event.encode(slot.in());
        stage.onEvent(slot, true);
        return StopLossStageHistoryTest.result(slot.findings()).findings();
    }

    private static Create terms(PositionSide side, TriggerSource source, StopUnit unit, long value) {
        return new Create(0, side, ONE, 0, 1, source, unit, value);
    }

    /** Creates a strategy; returns its id. */
    private long create(Create terms) {
        apply(terms);
        return sequence;
    }

    /** The strategy's entry, or exit, filled so far, at 1000 on average. */
    private List<Finding> fill(long id, OrderPurpose purpose, long quantity) {
        return fill(id, purpose, quantity, 1000 * quantity);
    }

    private List<Finding> fill(long id, OrderPurpose purpose, long quantity, long notional) {
        return apply(new Report(
                ExecutionType.FILL,
                id * 10 + purpose.value(),
                id,
                purpose,
                Side.BUY,
                quantity * ONE,
                notional,
                0,
                RejectReason.NONE));
    }

    private long enter(Create terms) {
        long id = create(terms);
        fill(id, OrderPurpose.ENTRY, 1);
        return id;
    }

    private Tick tick() {
        return Tick.of(0, ++feedSequence);
    }

    private static List<Finding> fired(long id, long level, long price) {
        return List.of(new Finding(Kind.FIRED, id, level, price));
    }

    @Test
    void shouldRaiseWithTheHighAndTestTheLowWhenConflated() {
        long id = enter(terms(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, 10)
                .trailing());
        assertEquals(List.of(), apply(tick().conflated(1005, 1000, 1009)));
        assertEquals(List.of(), apply(tick().conflated(1010, 1006, 1015)));
        assertEquals(fired(id, 1010, 1010), apply(tick().conflated(1012, 1010, 1020)));
    }

    @Test
    void shouldRaiseWithTheLowAndTestTheHighWhenShort() {
        long id = enter(terms(PositionSide.SHORT, TriggerSource.BID_ASK, StopUnit.RATIO, ONE / 100)
                .trailing());
        assertEquals(List.of(), apply(tick().quote(500, 955).bids(400, NONE).asks(950, 958)));
        // 1 % of 950 is 9.5, rounded towards the best price: the stop stands at 959.
        assertEquals(fired(id, 959, 959), apply(tick().quote(500, 955).asks(NONE, 959)));
    }

    @Test
    void shouldTrailFromTheFirstFillWhateverFillsLater() {
        long id = create(terms(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, 10)
                .trailing());
        assertEquals(List.of(new Finding(Kind.ARMED, id, 990, 0)), fill(id, OrderPurpose.ENTRY, 1));
        assertEquals(List.of(), fill(id, OrderPurpose.ENTRY, 2, 2200));
        assertEquals(List.of(), apply(tick().trade(991)));
        assertEquals(fired(id, 990, 990), apply(tick().trade(990)));
    }

    @Test
    void shouldTrailFromThePriceInForceWhenThatIsBetterThanTheEntry() {
        apply(tick().trade(1040));
        long id = enter(terms(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, 10)
                .trailing());
        assertEquals(fired(id, 1030, 1030), apply(tick().trade(1030)));
    }

    @Test
    void shouldStandFixedUntilItsActivationPriceIsTouched() {
        long id = enter(terms(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, 10)
                .trailingFrom(1020));
        assertEquals(List.of(), apply(tick().trade(1019)));
        assertEquals(List.of(), apply(tick().trade(991)));
        assertEquals(List.of(new Finding(Kind.ACTIVATED, id, 1015, 1025)), apply(tick().conflated(1018, NONE, 1025)));
        assertEquals(fired(id, 1015, 1015), apply(tick().trade(1015)));
    }

    @Test
    void shouldActivateRaiseAndFireInOneTickWhenItGoesBothWays() {
        long trailing = enter(terms(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, 10)
                .trailingFrom(1020)
                .target(StopUnit.LEVEL, 1021));
        long fixed = enter(
                terms(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, 5).target(StopUnit.AMOUNT, 30));
        long other = enter(terms(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, 50)
                .target(StopUnit.AMOUNT, 20));
        // The stop that fires takes its target away, though the tick touched that too.
        assertEquals(
                List.of(
                        new Finding(Kind.ACTIVATED, trailing, 1012, 1022),
                        new Finding(Kind.FIRED, trailing, 1012, 995),
                        new Finding(Kind.FIRED, fixed, 995, 995),
                        new Finding(Kind.TARGET_FIRED, other, 1020, 1022)),
                apply(tick().conflated(1000, 995, 1022)));
    }

    @Test
    void shouldRoundATargetTowardsTheEntryAndKeepTheStopWhenItFires() {
        long id = enter(terms(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, 10)
                .target(StopUnit.RATIO, ONE / 1000 * 19 / 10));
        assertEquals(List.of(new Finding(Kind.TARGET_FIRED, id, 1001, 1001)), apply(tick().trade(1001)));
        assertEquals(List.of(), apply(tick().trade(1002)));
        assertEquals(fired(id, 990, 980), apply(tick().trade(980)));
    }

    @Test
    void shouldDisarmEverythingWhenFlat() {
        long id = enter(terms(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, 10)
                .trailingFrom(1020)
                .target(StopUnit.AMOUNT, 30));
        assertEquals(List.of(new Finding(Kind.DISARMED, id, 990, 0)), fill(id, OrderPurpose.EXIT, 1));
        assertEquals(List.of(), apply(tick().conflated(1000, 1, 2000)));
    }

    @Test
    void shouldWatchTheMiddleRoundedDownOnceBothSidesAreKnown() {
        long id = enter(terms(PositionSide.LONG, TriggerSource.MID, StopUnit.LEVEL, 990));
        assertEquals(List.of(), apply(tick().quote(980, NONE).trade(900)));
        assertEquals(List.of(), apply(tick().quote(NONE, 1003)));
        // Half way between 980 and 1002 is 991, between 980 and 1001 it is 990.5.
        assertEquals(List.of(), apply(tick().quote(NONE, 1002)));
        assertEquals(fired(id, 990, 990), apply(tick().quote(NONE, 1001)));
    }

    @Test
    void shouldWatchTheExtremesOfTheMiddleNotThoseOfItsSides() {
        long id = enter(terms(PositionSide.LONG, TriggerSource.MID, StopUnit.LEVEL, 990));
        assertEquals(
                List.of(),
                apply(tick().quote(998, 1002).bids(900, 1000).asks(990, 1100).mids(991, 1001)));
        assertEquals(fired(id, 990, 989), apply(tick().quote(998, 1002).mids(989, NONE)));
    }

    @Test
    void shouldRaiseADoubleOnlyByWhatTwoTradesHaveReached() {
        long id = enter(terms(PositionSide.LONG, TriggerSource.DOUBLE, StopUnit.AMOUNT, 10)
                .trailing());
        apply(tick().trade(1000));
        apply(tick().trade(1100));
        apply(tick().trade(1005));
        apply(tick().trade(995));
        assertEquals(fired(id, 995, 995), apply(tick().trade(990)));
    }
}
