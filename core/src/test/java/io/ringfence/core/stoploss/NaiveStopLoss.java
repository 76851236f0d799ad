package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of the package's page, written once more from the page: lists of prints, lists of plans, a scan a tick. */
final class NaiveStopLoss {
    private static final long NONE = TestEvent.NONE;
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    record Finding(Kind kind, long strategyId, long level, long price) {}

    record Result(Verdict verdict, List<Finding> findings) {}

    /** What has been seen of an instrument. Conflated extremes make the two sides see other sequences of trades. */
    private static final class Prices {
        final List<Long> tradesForLong = new ArrayList<>();
        final List<Long> tradesForShort = new ArrayList<>();
        Long bid;
        Long ask;

        List<Long> trades(PositionSide side) {
            return side == PositionSide.LONG ? tradesForLong : tradesForShort;
        }
    }

    private static final class Plan {
        final long id;
        final Create terms;
        final Map<Long, Report> newest = new HashMap<>();
        Long level;
        long order;
        boolean isFired;

        Plan(long id, Create terms) {
            this.id = id;
            this.terms = terms;
        }

        BigInteger sum(boolean isEntry, java.util.function.ToLongFunction<Report> figure) {
            return newest.values().stream()
                    .filter(each -> (each.purpose() == OrderPurpose.ENTRY) == isEntry)
                    .map(each -> BigInteger.valueOf(figure.applyAsLong(each)))
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }

        boolean isOpen() {
            return sum(true, Report::cumQuantity).compareTo(sum(false, Report::cumQuantity)) > 0;
        }

        boolean isTouched(long price) {
            return terms.side() == PositionSide.LONG ? price <= level : price >= level;
        }
    }

    private final List<Prices> instruments = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final Map<Integer, Long> feeds = new HashMap<>();
    private int maxInstruments;
    private int maxStrategies;
    private long armings;

    Result apply(long sequence, TestEvent event) {
        List<Finding> findings = new ArrayList<>();
        Verdict verdict = Verdict.ACCEPTED;
        if (event instanceof TestEvent.Node node) {
            maxInstruments = node.maxInstruments();
            maxStrategies = node.maxStrategies();
        } else if (event instanceof TestEvent.Define define) {
            verdict = onDefine(define);
        } else if (event instanceof Create create) {
            verdict = onCreate(sequence, create);
        } else if (event instanceof Tick tick) {
            verdict = onTick(tick, findings);
        } else if (event instanceof Report report) {
            verdict = onReport(report, findings);
        }
        return new Result(verdict, findings);
    }

    private Verdict onDefine(TestEvent.Define define) {
        if (define.instrumentId() != instruments.size()) {
            return Verdict.OUT_OF_ORDER;
        }
        if (instruments.size() >= maxInstruments) {
            return Verdict.LIMIT_REACHED;
        }
        instruments.add(new Prices());
        return Verdict.ACCEPTED;
    }

    private boolean isUnknown(int instrumentId) {
        return instrumentId < 0 || instrumentId >= instruments.size();
    }

    private Verdict onCreate(long sequence, Create terms) {
        if (isUnknown(terms.instrumentId())) {
            return Verdict.UNKNOWN_INSTRUMENT;
        }
        if (plans.size() >= maxStrategies) {
            return Verdict.LIMIT_REACHED;
        }
        if (terms.quantity() <= 0) {
            return Verdict.INVALID_QUANTITY;
        }
        if (terms.exitTimeNs() <= terms.entryTimeNs()) {
            return Verdict.INVALID_TIMES;
        }
        boolean isWholePrice = terms.unit() == StopUnit.RATIO && terms.stopValue() >= Decimal.ONE;
        if (terms.stopValue() <= 0 || terms.side() == PositionSide.LONG && isWholePrice) {
            return Verdict.INVALID_STOP;
        }
        plans.add(new Plan(sequence, terms));
        return Verdict.ACCEPTED;
    }

    private Verdict onTick(Tick tick, List<Finding> findings) {
        if (tick.feedSequence() <= feeds.getOrDefault(tick.feedId(), 0L)) {
            return Verdict.REPEATED;
        }
        feeds.put(tick.feedId(), tick.feedSequence());
        if (isUnknown(tick.instrumentId())) {
            return Verdict.UNKNOWN_INSTRUMENT;
        }
        Verdict verdict = check(tick);
        if (verdict != Verdict.ACCEPTED) {
            return verdict;
        }
        Map<TriggerSource, Map<PositionSide, Long>> touching = new HashMap<>();
        Prices prices = instruments.get(tick.instrumentId());
        long low = tick.low() == NONE ? tick.last() : tick.low();
        long high = tick.high() == NONE ? tick.last() : tick.high();
        touching.put(TriggerSource.LAST, pair(low, high));
        touching.put(
                TriggerSource.BID_ASK,
                pair(
                        tick.bidLow() == NONE ? tick.bid() : tick.bidLow(),
                        tick.askHigh() == NONE ? tick.ask() : tick.askHigh()));
        touching.put(
                TriggerSource.DOUBLE,
                pair(
                        takeTrades(PositionSide.LONG, prices, low, tick.last()),
                        takeTrades(PositionSide.SHORT, prices, high, tick.last())));
        prices.bid = tick.bid() == NONE ? prices.bid : Long.valueOf(tick.bid());
        prices.ask = tick.ask() == NONE ? prices.ask : Long.valueOf(tick.ask());
        for (TriggerSource source : List.of(TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.DOUBLE)) {
            for (PositionSide side : List.of(PositionSide.LONG, PositionSide.SHORT)) {
                long price = touching.get(source).get(side);
                if (price != NONE) {
                    fire(tick.instrumentId(), source, side, price, findings);
                }
            }
        }
        return Verdict.ACCEPTED;
    }

    private static Map<PositionSide, Long> pair(long forLong, long forShort) {
        return Map.of(PositionSide.LONG, forLong, PositionSide.SHORT, forShort);
    }

    /** Appends a tick's trades as one side sees them; returns the best, for its stops, of the pairs that this makes. */
    private static long takeTrades(PositionSide side, Prices prices, long extreme, long last) {
        if (last == NONE) {
            return NONE;
        }
        List<Long> trades = prices.trades(side);
        int from = Math.max(1, trades.size());
        if (extreme != last) {
            trades.add(extreme);
        }
        trades.add(last);
        long best = NONE;
        for (int i = from; i < trades.size(); i++) {
            long worse = worse(side, trades.get(i - 1), trades.get(i));
            boolean isBetter = side == PositionSide.LONG ? worse < best : worse > best;
            best = best == NONE || isBetter ? worse : best;
        }
        return best;
    }

    private static long worse(PositionSide side, long a, long b) {
        return side == PositionSide.LONG ? Math.max(a, b) : Math.min(a, b);
    }

    private static Verdict check(Tick tick) {
        List<Long> prices = List.of(tick.last(), tick.bid(), tick.ask());
        if (prices.stream().allMatch(price -> price == NONE)) {
            return Verdict.INCONSISTENT;
        }
        List<Long> positive = new ArrayList<>(prices);
        positive.addAll(List.of(tick.low(), tick.bidLow()));
        if (positive.stream().anyMatch(price -> price != NONE && price <= 0)) {
            return Verdict.NON_POSITIVE;
        }
        if (tick.bid() != NONE && tick.ask() != NONE && tick.bid() > tick.ask()) {
            return Verdict.CROSSED;
        }
        if (tick.lastQuantity() < 0) {
            return Verdict.INVALID_QUANTITY;
        }
        boolean holds = isOrdered(tick.low(), tick.last(), tick.low())
                && isOrdered(tick.last(), tick.high(), tick.high())
                && isOrdered(tick.bidLow(), tick.bid(), tick.bidLow())
                && isOrdered(tick.ask(), tick.askHigh(), tick.askHigh());
        return holds ? Verdict.ACCEPTED : Verdict.INCONSISTENT;
    }

    private static boolean isOrdered(long lower, long higher, long optional) {
        return optional == NONE || lower != NONE && higher != NONE && lower <= higher;
    }

    private void fire(int instrumentId, TriggerSource source, PositionSide side, long price, List<Finding> findings) {
        Comparator<Plan> byLevel = Comparator.comparing(plan -> plan.level);
        plans.stream()
                .filter(plan -> plan.level != null && plan.terms.instrumentId() == instrumentId)
                .filter(plan -> plan.terms.source() == source && plan.terms.side() == side && plan.isTouched(price))
                .sorted((side == PositionSide.LONG ? byLevel.reversed() : byLevel).thenComparing(plan -> plan.order))
                .toList()
                .forEach(plan -> {
                    findings.add(new Finding(Kind.FIRED, plan.id, plan.level, price));
                    plan.isFired = true;
                    plan.level = null;
                });
    }

    private Verdict onReport(Report report, List<Finding> findings) {
        if (report.cumQuantity() < 0 || report.cumNotional() < 0) {
            return Verdict.INVALID_QUANTITY;
        }
        if (report.cumQuantity() > 0) {
            BigInteger units =
                    BigInteger.valueOf(report.cumNotional()).divide(BigInteger.valueOf(report.cumQuantity()));
            if (report.cumNotional() == 0 || units.compareTo(BigInteger.valueOf(92_233_720_367L)) >= 0) {
                return Verdict.INVALID_QUANTITY;
            }
        }
        Plan plan = plans.stream()
                .filter(each -> each.id == report.strategyId())
                .findFirst()
                .orElse(null);
        if (plan == null) {
            return Verdict.ACCEPTED;
        }
        Report known = plan.newest.get(report.clientOrderId());
        if (report.cumQuantity() <= (known == null ? 0 : known.cumQuantity())) {
            return Verdict.ACCEPTED;
        }
        plan.newest.put(report.clientOrderId(), report);
        if (!fits(plan)) {
            if (known == null) {
                plan.newest.remove(report.clientOrderId());
            } else {
                plan.newest.put(report.clientOrderId(), known);
            }
            return Verdict.INVALID_QUANTITY;
        }
        if (!plan.isFired) {
            follow(plan, report.purpose() == OrderPurpose.ENTRY, findings);
        }
        return Verdict.ACCEPTED;
    }

    private static boolean fits(Plan plan) {
        BigInteger entered = plan.sum(true, Report::cumNotional);
        BigInteger left = plan.sum(false, Report::cumNotional);
        BigInteger fees = plan.sum(true, Report::cumFee).add(plan.sum(false, Report::cumFee));
        BigInteger gross = plan.terms.side() == PositionSide.LONG ? left.subtract(entered) : entered.subtract(left);
        return java.util.stream.Stream.of(
                        plan.sum(true, Report::cumQuantity),
                        plan.sum(false, Report::cumQuantity),
                        entered,
                        left,
                        fees,
                        gross.subtract(fees))
                .allMatch(total -> total.abs().compareTo(MAX) <= 0);
    }

    private void follow(Plan plan, boolean isEntry, List<Finding> findings) {
        if (!plan.isOpen()) {
            if (plan.level != null) {
                findings.add(new Finding(Kind.DISARMED, plan.id, plan.level, 0));
                plan.level = null;
            }
            return;
        }
        long level = level(plan);
        if (!isEntry || plan.level != null && plan.level == level) {
            return;
        }
        if (plan.level == null) {
            plan.order = ++armings;
        }
        findings.add(new Finding(plan.level == null ? Kind.ARMED : Kind.MOVED, plan.id, level, 0));
        plan.level = level;
        Long price = inForce(plan.terms);
        if (price != null && plan.isTouched(price)) {
            findings.add(new Finding(Kind.FIRED, plan.id, level, price));
            plan.isFired = true;
            plan.level = null;
        }
    }

    private Long inForce(Create terms) {
        Prices prices = instruments.get(terms.instrumentId());
        List<Long> trades = prices.trades(terms.side());
        int count = trades.size();
        return switch (terms.source()) {
            case LAST -> count == 0 ? null : trades.get(count - 1);
            case BID_ASK -> terms.side() == PositionSide.LONG ? prices.bid : prices.ask;
            default ->
                count < 2 ? null : Long.valueOf(worse(terms.side(), trades.get(count - 2), trades.get(count - 1)));
        };
    }

    private static long level(Plan plan) {
        BigDecimal value = new BigDecimal(BigInteger.valueOf(plan.terms.stopValue()));
        if (plan.terms.unit() == StopUnit.LEVEL) {
            return plan.terms.stopValue();
        }
        BigDecimal average = new BigDecimal(plan.sum(true, Report::cumNotional))
                .multiply(BigDecimal.valueOf(Decimal.ONE))
                .divide(new BigDecimal(plan.sum(true, Report::cumQuantity)), 0, RoundingMode.HALF_EVEN);
        BigDecimal distance = plan.terms.unit() == StopUnit.AMOUNT
                ? value
                : average.multiply(value).divide(BigDecimal.valueOf(Decimal.ONE), 0, RoundingMode.FLOOR);
        BigDecimal level = plan.terms.side() == PositionSide.LONG ? average.subtract(distance) : average.add(distance);
        return level.toBigInteger().max(BigInteger.ZERO).min(MAX).longValueExact();
    }
}
