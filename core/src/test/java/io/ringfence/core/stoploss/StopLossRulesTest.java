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
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.stoploss.NaiveStopLoss.Finding;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules of the package's page, one by one. Prices are whole units here; strategies' ids begin with 3. */
final class StopLossRulesTest {
    private static final long NONE = TestEvent.NONE;
    private static final long ONE = Decimal.ONE;

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

    private long create(PositionSide side, TriggerSource source, StopUnit unit, long value) {
        apply(new Create(0, side, ONE, 0, 1, source, unit, value));
        return sequence;
    }

    private List<Finding> fill(long strategyId, OrderPurpose purpose, long quantity, long notional, long fee) {
        return apply(new Report(
                ExecutionType.FILL,
                strategyId * 10 + purpose.value(),
                strategyId,
                purpose,
                Side.BUY,
                quantity,
                notional,
                fee,
                RejectReason.NONE));
    }

    private long enter(PositionSide side, TriggerSource source, long level) {
        long id = create(side, source, StopUnit.LEVEL, level);
        assertEquals(List.of(new Finding(Kind.ARMED, id, level, 0)), fill(id, OrderPurpose.ENTRY, ONE, 100 * ONE, 0));
        return id;
    }

    private Tick tick() {
        return Tick.of(0, ++feedSequence);
    }

    @Test
    void shouldFireBySourceThenLongBeforeShortWhenOneTickTouchesAll() {
        long doubleShort = enter(PositionSide.SHORT, TriggerSource.DOUBLE, 102);
        long doubleLong = enter(PositionSide.LONG, TriggerSource.DOUBLE, 98);
        long askShort = enter(PositionSide.SHORT, TriggerSource.BID_ASK, 102);
        long bidLong = enter(PositionSide.LONG, TriggerSource.BID_ASK, 98);
        long lastShort = enter(PositionSide.SHORT, TriggerSource.LAST, 102);
        long lastLong = enter(PositionSide.LONG, TriggerSource.LAST, 98);
        apply(tick().trade(100));
        Tick wide = tick().conflated(98, 97, 103).conflatedQuote(98, 102, 96, 104);
        // The pairs of a short position are (100, 103) and (103, 98): neither touches 102 twice.
        assertEquals(
                List.of(
                        new Finding(Kind.FIRED, lastLong, 98, 97),
                        new Finding(Kind.FIRED, lastShort, 102, 103),
                        new Finding(Kind.FIRED, bidLong, 98, 96),
                        new Finding(Kind.FIRED, askShort, 102, 104),
                        new Finding(Kind.FIRED, doubleLong, 98, 98)),
                apply(wide));
        assertEquals(List.of(), apply(tick().trade(102)));
        assertEquals(List.of(new Finding(Kind.FIRED, doubleShort, 102, 102)), apply(tick().trade(103)));
    }

    @Test
    void shouldFireWithTheFillWhenAConflatedTicksTradesAlreadyTouchTwice() {
        apply(tick().trade(100));
        apply(tick().conflated(91, 90, NONE));
        long id = create(PositionSide.LONG, TriggerSource.DOUBLE, StopUnit.LEVEL, 95);
        assertEquals(
                List.of(new Finding(Kind.ARMED, id, 95, 0), new Finding(Kind.FIRED, id, 95, 91)),
                fill(id, OrderPurpose.ENTRY, ONE, 100 * ONE, 0));
    }

    @Test
    void shouldNotFireWithTheFillWhenOnlyTheLastTradeTouches() {
        apply(tick().trade(100));
        apply(tick().trade(91));
        enter(PositionSide.LONG, TriggerSource.DOUBLE, 95);
        assertEquals(1, apply(tick().trade(95)).size());
    }

    @Test
    void shouldNotFireDoubleWhenThereIsOnlyOneTrade() {
        enter(PositionSide.LONG, TriggerSource.DOUBLE, Long.MAX_VALUE);
        assertEquals(List.of(), apply(tick().conflated(100, NONE, 101)));
        assertEquals(1, apply(tick().trade(100)).size());
    }

    @Test
    void shouldStandBeyondEveryPriceWhenAShortsDistanceIsTooLarge() {
        for (StopUnit unit : List.of(StopUnit.AMOUNT, StopUnit.RATIO)) {
            long id = create(PositionSide.SHORT, TriggerSource.LAST, unit, Long.MAX_VALUE);
            assertEquals(
                    List.of(new Finding(Kind.ARMED, id, Long.MAX_VALUE, 0)),
                    fill(id, OrderPurpose.ENTRY, ONE, 100 * ONE, 0));
        }
    }

    @Test
    void shouldStandBelowEveryPriceWhenALongsDistanceExceedsItsEntry() {
        long id = create(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, 200 * ONE);
        assertEquals(List.of(new Finding(Kind.ARMED, id, 0, 0)), fill(id, OrderPurpose.ENTRY, ONE, 100 * ONE, 0));
        assertEquals(List.of(), apply(tick().trade(1)));
    }

    @Test
    void shouldRefuseAReportWhoseTotalsDoNotFit() {
        long id = create(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, ONE);
        fill(id, OrderPurpose.ENTRY, ONE, 100 * ONE, Long.MAX_VALUE - 100 * ONE);
        assertEquals(Verdict.ACCEPTED, slot.findings().verdict());
        fill(id, OrderPurpose.EXIT, ONE, 100 * ONE, 100 * ONE + 1);
        assertEquals(Verdict.INVALID_QUANTITY, slot.findings().verdict());
        fill(id, OrderPurpose.EXIT, ONE, 100 * ONE, 0);
        assertEquals(
                List.of(new Finding(Kind.DISARMED, id, 99 * ONE, 0)),
                StopLossStageHistoryTest.result(slot.findings()).findings());
    }

    @Test
    void shouldRefuseAReportWhoseTotalIsTheMarkOfAnAbsentValue() {
        long id = create(PositionSide.LONG, TriggerSource.LAST, StopUnit.AMOUNT, ONE);
        fill(id, OrderPurpose.ENTRY, ONE, 100 * ONE, -Long.MAX_VALUE);
        assertEquals(Verdict.ACCEPTED, slot.findings().verdict());
        fill(id, OrderPurpose.EXIT, ONE, 100 * ONE, -1);
        assertEquals(Verdict.INVALID_QUANTITY, slot.findings().verdict());
    }

    @Test
    void shouldMeetEveryFindingOftenInRandomHistories() {
        Map<String, Integer> counts = new TreeMap<>();
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        Map<String, Integer> booked = new TreeMap<>();
        for (int seed = 0; seed < 1200; seed++) {
            StopLossHistory history = new StopLossHistory(new Random(seed));
            NaiveStopLoss naive = new NaiveStopLoss();
            for (int i = 1; i <= 120; i++) {
                NaiveStopLoss.Result result = naive.apply(i, history.next());
                for (Finding finding : result.findings()) {
                    counts.merge(finding.kind() + " " + naive.kindOf(finding.strategyId()), 1, Integer::sum);
                }
                verdicts.merge(result.verdict(), 1, Integer::sum);
            }
            naive.booked().forEach((story, count) -> booked.merge(story, count, Integer::sum));
        }
        // A history that met none of these would prove nothing by agreeing.
        Set<String> expected = new TreeSet<>();
        for (Kind kind : EnumSet.complementOf(EnumSet.of(Kind.CONDITION_TRUE))) {
            for (String series : List.of("LAST", "BID", "ASK", "MID", "DOUBLE")) {
                if (kind != Kind.ACTIVATED) {
                    expected.add(kind + " " + series + " FIXED");
                }
                // One that trails moves only before its activation.
                expected.add(kind + " " + series + " TRAILING");
                if (kind == Kind.TARGET_FIRED) {
                    // Orders of people may have a target and no stop.
                    expected.add(kind + " " + series + " NONE");
                }
            }
        }
        counts.values().removeIf(count -> count < 10);
        assertEquals(expected, counts.keySet(), counts::toString);
        assertEquals(19, verdicts.size(), verdicts::toString);
        booked.values().removeIf(count -> count < 10);
        assertEquals(11, booked.size(), booked::toString);
    }
}
