package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random inputs of the stop-loss stage, the wrong ones included; prices from a narrow band, so that they meet levels. */
final class StopLossHistory {
    private static final long NONE = TestEvent.NONE;
    private static final long ONE = Decimal.ONE;

    private final Random random;
    private final List<Report> reports = new ArrayList<>();
    private final List<Long> strategies = new ArrayList<>();
    private final long[] feedSequences = new long[3];
    private long sequence;
    private long orderIds;

    StopLossHistory(Random random) {
        this.random = random;
    }

    TestEvent next() {
        sequence++;
        if (sequence == 1) {
            return new TestEvent.Node(2 + random.nextInt(2), 10, 10, 3, 10);
        }
        if (sequence < 5) {
            return new TestEvent.Define((int) sequence - 2 - (chance(10) ? 1 : 0), "S" + sequence);
        }
        int kind = random.nextInt(20);
        if (kind < 2 || strategies.isEmpty()) {
            strategies.add(sequence);
            return create();
        }
        return kind < 10 ? report() : tick();
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Create create() {
        StopUnit unit = unit();
        Create create = new Create(
                chance(30) ? 7 : random.nextInt(2),
                any(List.of(PositionSide.LONG, PositionSide.SHORT)),
                chance(30) ? 0 : ONE,
                0,
                chance(30) ? 0 : 10,
                any(List.of(TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.MID, TriggerSource.DOUBLE)),
                unit,
                value(unit));
        if (unit != StopUnit.LEVEL && chance(2) || chance(30)) {
            create = chance(2) ? create.trailing() : create.trailingFrom(chance(30) ? oddValue() : price());
        }
        StopUnit targetUnit = unit();
        return chance(2) ? create : create.target(targetUnit, value(targetUnit));
    }

    private StopUnit unit() {
        return any(List.of(StopUnit.LEVEL, StopUnit.AMOUNT, StopUnit.RATIO));
    }

    private long value(StopUnit unit) {
        if (chance(20)) {
            return oddValue();
        }
        return switch (unit) {
            case LEVEL -> price();
            case AMOUNT -> random.nextInt(8) * ONE + random.nextInt(2);
            default -> random.nextInt(8) * ONE / 100 + random.nextInt(2);
        };
    }

    private long oddValue() {
        return any(List.of(0L, -1L, 1L, ONE, 200 * ONE, Long.MAX_VALUE, Long.MAX_VALUE - 100 * ONE));
    }

    private long price() {
        return (97 + random.nextInt(7)) * ONE + (chance(4) ? random.nextInt(3) - 1 : 0);
    }

    private Tick tick() {
        int feed = random.nextInt(feedSequences.length);
        long feedSequence = chance(20) ? feedSequences[feed] : ++feedSequences[feed];
        long last = chance(3) ? NONE : price();
        boolean isConflated = last != NONE && chance(2);
        long bid = chance(2) ? NONE : price();
        long ask = chance(2) ? NONE : bid == NONE ? price() : bid + random.nextInt(3) * ONE;
        boolean isConflatedQuote = chance(2);
        Tick tick = Tick.ofFeed(chance(30) ? 9 : random.nextInt(2), feed, feedSequence, chance(40) ? -1 : ONE)
                .quote(bid, ask)
                .conflated(
                        last,
                        isConflated && !chance(3) ? last - random.nextInt(3) * ONE : NONE,
                        isConflated && !chance(3) ? last + random.nextInt(3) * ONE : NONE);
        if (isConflatedQuote && bid != NONE) {
            tick = tick.bids(below(bid), above(bid));
        }
        if (isConflatedQuote && ask != NONE) {
            tick = tick.asks(below(ask), above(ask));
        }
        if (isConflatedQuote && bid != NONE && ask != NONE) {
            long mid = Math.floorDiv(bid + ask, 2);
            tick = tick.mids(below(mid), above(mid));
        }
        return chance(12) ? spoil(tick) : tick;
    }

    /** Replaces one price by anything. */
    private Tick spoil(Tick tick) {
        long odd = any(List.of(NONE, 0L, -ONE, 1L, 90 * ONE, 110 * ONE, Long.MAX_VALUE));
        return switch (random.nextInt(11)) {
            case 0 -> tick.trade(odd);
            case 1 -> tick.conflated(tick.last(), odd, tick.high());
            case 2 -> tick.conflated(tick.last(), tick.low(), odd);
            case 3 -> tick.quote(odd, tick.ask());
            case 4 -> tick.quote(tick.bid(), odd);
            case 5 -> tick.bids(odd, tick.bidHigh());
            case 6 -> tick.bids(tick.bidLow(), odd);
            case 7 -> tick.asks(odd, tick.askHigh());
            case 8 -> tick.asks(tick.askLow(), odd);
            case 9 -> tick.mids(odd, tick.midHigh());
            default -> tick.mids(tick.midLow(), odd);
        };
    }

    private long below(long price) {
        return chance(4) ? NONE : price - random.nextInt(3) * ONE;
    }

    private long above(long price) {
        return chance(4) ? NONE : price + random.nextInt(3) * ONE;
    }

    private Report report() {
        if (!reports.isEmpty() && chance(4)) {
            return any(reports);
        }
        Report before = !reports.isEmpty() && chance(2) ? any(reports) : fresh();
        long quantity = ONE / (1 + random.nextInt(2));
        Report report = report(
                before,
                before.cumQuantity() + quantity,
                before.cumNotional() + Decimal.multiply(price(), quantity, java.math.RoundingMode.FLOOR),
                before.cumFee() + random.nextInt(3));
        if (chance(25)) {
            long odd = any(List.of(-1L, 0L, 1L, Long.MAX_VALUE));
            return switch (random.nextInt(4)) {
                case 0 -> report(report, odd, report.cumNotional(), 0);
                case 1 -> report(report, report.cumQuantity(), odd, 0);
                case 2 -> report(report, odd, odd, 0);
                default -> report(report, report.cumQuantity(), report.cumNotional(), -odd);
            };
        }
        reports.add(report);
        return report;
    }

    private Report fresh() {
        boolean isEntry = !chance(3);
        return new Report(
                ExecutionType.FILL,
                ++orderIds,
                chance(30) ? 12345 : any(strategies),
                isEntry ? OrderPurpose.ENTRY : any(List.of(OrderPurpose.EXIT, OrderPurpose.STOP, OrderPurpose.TARGET)),
                Side.BUY,
                0,
                0,
                0,
                RejectReason.NONE);
    }

    private static Report report(Report of, long quantity, long notional, long fee) {
        return new Report(
                of.type(),
                of.clientOrderId(),
                of.strategyId(),
                of.purpose(),
                of.side(),
                quantity,
                notional,
                fee,
                of.reason());
    }
}
