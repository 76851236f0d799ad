package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.testkit.NodeEvents.Node;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random inputs of the stop-loss stage, the wrong ones included; prices from a narrow band, so that they meet levels. */
final class StopLossHistory {
    private static final long NONE = TestEvent.NONE;
    private static final long ONE = Decimal.ONE;
    private static final long DAY_NS = 86_400_000_000_000L;
    /** Plug-ins with parameters that they take. */
    static final List<String> LOGICS = List.of("timed?", "ema-cross?fast=2 slow=5");

    private final Random random;
    private final List<Report> reports = new ArrayList<>();
    private final List<Long> strategies = new ArrayList<>();
    private final long[] feedSequences = new long[3];
    private long sequence;
    private long orderIds;
    private final Set<Long> lateOrderIds = new HashSet<>();

    StopLossHistory(Random random) {
        this.random = random;
    }

    TestEvent next() {
        sequence++;
        if (sequence == 1) {
            return node();
        }
        if (sequence < 5) {
            return new TestEvent.Define((int) sequence - 2 - (chance(10) ? 1 : 0), "S" + sequence);
        }
        if (sequence < 7) {
            return register();
        }
        int kind = random.nextInt(40);
        if (kind < 3 || strategies.isEmpty()) {
            return chance(3) ? place() : create();
        }
        return switch (kind) {
            case 3, 4 -> update();
            case 5 -> moveStop();
            case 6 -> chance(3) ? node() : register();
            default -> kind < 22 ? report() : tick();
        };
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private TestEvent create() {
        strategies.add(sequence);
        String logic = chance(12) ? "timed?every=1" : any(LOGICS);
        int at = logic.indexOf('?');
        Create create = terms().logic(logic.substring(0, at), logic.substring(at + 1));
        return chance(30) ? create.logic("unknown", "") : create;
    }

    private TestEvent place() {
        boolean isOpening = strategies.isEmpty() || !chance(20);
        if (isOpening) {
            strategies.add(sequence);
        }
        Create terms = terms();
        terms = chance(2) ? terms.withoutStop() : terms;
        if (!chance(10)) {
            terms = new Create(
                            terms.instrumentId(),
                            terms.side(),
                            terms.quantity(),
                            NONE,
                            terms.exitTimeNs(),
                            terms.source(),
                            terms.unit(),
                            terms.stopValue())
                    .stop(terms.stopType(), terms.unit(), terms.stopValue(), terms.activationPrice())
                    .target(terms.targetUnit(), terms.targetValue())
                    .by(terms.setup().accountId())
                    .command(terms.setup().commandId());
        }
        Side side = chance(30) ? Side.NULL_VAL : any(List.of(Side.BUY, Side.SELL));
        OrderType type = any(List.of(OrderType.MARKET, OrderType.LIMIT));
        long limit = type == OrderType.MARKET != chance(20) ? NONE : chance(20) ? oddValue() : price();
        return new TestEvent.PlaceOrder(isOpening ? 0 : any(strategies), side, type, limit, terms);
    }

    private TestEvent moveStop() {
        StopUnit unit = unit();
        boolean isTrailing = chance(2);
        StopType type = chance(20) ? StopType.NONE : isTrailing ? StopType.TRAILING : StopType.FIXED;
        return new TestEvent.MoveStop(
                chance(30) ? 12345 : any(strategies),
                type,
                unit,
                value(unit),
                isTrailing && chance(2) || chance(30) ? price() : NONE,
                chance(3) ? random.nextInt(4) : 0,
                chance(3) ? "C" + random.nextInt(8) : "");
    }

    private TestEvent update() {
        return new TestEvent.Update(chance(30) ? 12345 : any(strategies), terms());
    }

    private TestEvent register() {
        return new TestEvent.Register(random.nextInt(4), chance(10) ? "" : "A" + random.nextInt(4), ONE);
    }

    private Node node() {
        return new Node(2 + random.nextInt(2), 8, 10, 3, 10)
                .with(Node.Bound.MAX_ACCOUNTS, 2 + random.nextInt(2))
                .with(Node.Bound.MAX_COMMAND_IDS, random.nextInt(5));
    }

    /** Another event in an event's place: much like it, or nothing. */
    TestEvent varied(TestEvent event) {
        if (event instanceof Node node) {
            Node.Bound bound = any(List.of(Node.Bound.MAX_ACCOUNTS, Node.Bound.MAX_COMMAND_IDS));
            return node.with(bound, node.bound(bound) + 1);
        }
        if (event instanceof Create create) {
            return any(List.of(
                    create.by(random.nextInt(4)),
                    create.command("C" + random.nextInt(8)),
                    create.trailing(),
                    create.trailingFrom(price()),
                    create.target(StopUnit.LEVEL, price())));
        }
        if (event instanceof TestEvent.Register account) {
            return new TestEvent.Register(random.nextInt(4), account.name(), account.startCash());
        }
        return event instanceof Report report && chance(2)
                ? report(report, report.cumQuantity(), report.cumNotional() + 1, report.cumFee() + 1)
                : new TestEvent.Time();
    }

    /** Of a strategy to be created, or to be changed. */
    private Create terms() {
        StopUnit unit = unit();
        Create terms = new Create(
                chance(30) ? 7 : random.nextInt(2),
                any(List.of(PositionSide.LONG, PositionSide.SHORT)),
                chance(30) ? 0 : ONE,
                chance(10) ? NONE : 0,
                chance(10) ? NONE : chance(30) ? 0 : 10,
                any(List.of(TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.MID, TriggerSource.DOUBLE)),
                unit,
                value(unit));
        if (unit != StopUnit.LEVEL && chance(2) || chance(30)) {
            terms = chance(2) ? terms.trailing() : terms.trailingFrom(chance(30) ? oddValue() : price());
        }
        StopUnit targetUnit = unit();
        terms = chance(2) ? terms : terms.target(targetUnit, value(targetUnit));
        terms = chance(3) ? terms.holding(chance(10) ? -1 : random.nextInt(2)) : terms;
        terms = chance(3) ? terms.daily(chance(10) ? 0 : 1, timeOfDay(), timeOfDay()) : terms;
        terms = chance(40) ? terms.exits(new Create.ExitStyle(NONE, -1, OrderType.MARKET)) : terms;
        terms = chance(3) ? terms.command("C" + random.nextInt(8)) : terms;
        return chance(3) ? terms.by(random.nextInt(4)) : terms;
    }

    private long timeOfDay() {
        return chance(20) ? any(List.of(NONE, -1L, DAY_NS)) : any(List.of(0L, DAY_NS - 1));
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
        if (!reports.isEmpty() && chance(8)) {
            return any(reports);
        }
        Report before = !reports.isEmpty() && chance(3) ? any(reports) : fresh();
        long held = held(before.strategyId());
        boolean isLeaving = before.cumQuantity() == 0 && before.purpose() != OrderPurpose.ENTRY && held > 0;
        long quantity = isLeaving && !chance(4) ? held : ONE / (1 + random.nextInt(2));
        Report report = report(
                before,
                before.cumQuantity() + quantity,
                before.cumNotional() + Decimal.multiply(price(), quantity, java.math.RoundingMode.FLOOR),
                before.cumFee() + random.nextInt(3));
        if (chance(25)) {
            return odd(before, report);
        }
        reports.add(report);
        return report;
    }

    /** Figures that may be valid by themselves, and not with those of other reports. */
    private Report odd(Report before, Report report) {
        long odd = any(List.of(-1L, 0L, 1L, Long.MAX_VALUE));
        Report oddReport = switch (random.nextInt(6)) {
            case 0 -> report(report, odd, report.cumNotional(), 0);
            case 1 -> report(report, report.cumQuantity(), odd, 0);
            case 2 -> report(report, odd, odd, 0);
            case 3 -> report(report, before.cumQuantity() + 1, any(List.of(1L, ONE, 1000 * ONE, 80 * ONE * ONE)), 0);
            case 4 -> report(report, report.cumQuantity(), report.cumNotional(), odd);
            default -> report(report, report.cumQuantity(), report.cumNotional(), -odd);
        };
        if (chance(2)) {
            reports.add(oddReport);
        }
        return oddReport;
    }

    /** What a strategy holds by these reports, more or less: it need not be exact. */
    private long held(long strategyId) {
        Map<Long, Long> filled = new HashMap<>();
        for (Report report : reports) {
            if (report.strategyId() == strategyId) {
                long sign = report.purpose() == OrderPurpose.ENTRY ? 1 : -1;
                filled.put(report.clientOrderId(), sign * Math.max(0, Math.min(100 * ONE, report.cumQuantity())));
            }
        }
        return Math.max(0, filled.values().stream().mapToLong(Long::longValue).sum());
    }

    /** An order without a fill: mostly an exit where something is held, an entry where nothing is. */
    private Report fresh() {
        long strategyId = chance(30) ? 12345 : chance(2) ? strategies.get(0) : any(strategies);
        boolean isEntry = chance(4) == (held(strategyId) > 0);
        return new Report(
                ExecutionType.FILL,
                orderId(),
                strategyId,
                isEntry ? OrderPurpose.ENTRY : any(List.of(OrderPurpose.EXIT, OrderPurpose.STOP, OrderPurpose.TARGET)),
                Side.BUY,
                0,
                0,
                0,
                RejectReason.NONE);
    }

    /** Mostly the next, even one; sometimes an odd one from before. */
    private long orderId() {
        long late = 1 + 2 * random.nextInt((int) orderIds + 1);
        return chance(6) && lateOrderIds.add(late) ? late : 2 * ++orderIds;
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
