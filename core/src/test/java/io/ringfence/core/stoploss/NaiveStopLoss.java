package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
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
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The rules of the package's page, written once more from the page: lists of prints, lists of plans, a scan a tick. */
final class NaiveStopLoss {
    private static final long NONE = TestEvent.NONE;
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    record Finding(Kind kind, long strategyId, long level, long price) {}

    record Result(Verdict verdict, List<Finding> findings) {}

    /** What a tick, or the prices in force, say of one series; null where they say nothing. */
    private record Span(Long low, Long high) {
        Long towards(Direction direction) {
            return direction == Direction.FALL ? low : high;
        }
    }

    /** What has been seen of an instrument. Conflated extremes make the two directions see other sequences of trades. */
    private static final class Prices {
        final List<Long> tradesFalling = new ArrayList<>();
        final List<Long> tradesRising = new ArrayList<>();
        Long bid;
        Long ask;

        List<Long> trades(Direction direction) {
            return direction == Direction.FALL ? tradesFalling : tradesRising;
        }

        Long mid() {
            return bid == null || ask == null ? null : NaiveStopLoss.mid(bid, ask);
        }
    }

    private static final class Plan {
        final long id;
        final Create terms;
        final Map<Long, Report> newest = new HashMap<>();
        boolean isArmed;
        boolean isFired;
        boolean isTargetFired;
        /** Where it stands while it does not trail. */
        long fixedLevel;
        /** Best price seen, once it trails. */
        Long mark;

        Long activation;
        Long target;
        long announced;
        long order;

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

        boolean isLong() {
            return terms.side() == PositionSide.LONG;
        }

        Direction stopDirection() {
            return isLong() ? Direction.FALL : Direction.RISE;
        }

        Direction gainDirection() {
            return isLong() ? Direction.RISE : Direction.FALL;
        }

        String series() {
            return switch (terms.source()) {
                case BID_ASK -> isLong() ? "BID" : "ASK";
                default -> terms.source().name();
            };
        }

        Long stopLevel() {
            if (!isArmed) {
                return null;
            }
            return mark == null ? Long.valueOf(fixedLevel) : away(mark, terms.unit(), terms.stopValue(), !isLong());
        }

        long average() {
            return new BigDecimal(sum(true, Report::cumNotional))
                    .multiply(BigDecimal.valueOf(Decimal.ONE))
                    .divide(new BigDecimal(sum(true, Report::cumQuantity)), 0, RoundingMode.HALF_EVEN)
                    .longValueExact();
        }

        long levelForEntry() {
            return away(average(), terms.unit(), terms.stopValue(), !isLong());
        }

        void clear() {
            isArmed = false;
            mark = null;
            activation = null;
            target = null;
        }
    }

    /** At a distance, rounded towards where it is counted from, between 0 and the largest price; or the value itself. */
    private static long away(long from, StopUnit unit, long value, boolean isAbove) {
        if (unit == StopUnit.LEVEL) {
            return value;
        }
        BigDecimal distance = BigDecimal.valueOf(value);
        if (unit == StopUnit.RATIO) {
            distance = distance.multiply(BigDecimal.valueOf(from))
                    .divide(BigDecimal.valueOf(Decimal.ONE), 0, RoundingMode.FLOOR);
        }
        BigDecimal level = BigDecimal.valueOf(from).add(isAbove ? distance : distance.negate());
        return level.toBigInteger().max(BigInteger.ZERO).min(MAX).longValueExact();
    }

    private static long mid(long bid, long ask) {
        return BigInteger.valueOf(bid)
                .add(BigInteger.valueOf(ask))
                .shiftRight(1)
                .longValueExact();
    }

    private final List<Prices> instruments = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final Map<Integer, Long> feeds = new HashMap<>();
    private int maxInstruments;
    private int maxStrategies;
    private long armings;

    /** A strategy's series, and the type of its stop. */
    String kindOf(long strategyId) {
        return plans.stream()
                .filter(plan -> plan.id == strategyId)
                .map(plan -> plan.series() + " " + plan.terms.stopType())
                .findFirst()
                .orElseThrow();
    }

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
        boolean isLong = terms.side() == PositionSide.LONG;
        boolean isTrailing = terms.stopType() == StopType.TRAILING;
        boolean hasActivation = terms.activationPrice() != NONE;
        if (isNoDistance(terms.stopValue(), terms.unit(), isLong)
                || isTrailing && terms.unit() == StopUnit.LEVEL
                || hasActivation && (!isTrailing || terms.activationPrice() <= 0)) {
            return Verdict.INVALID_STOP;
        }
        if (terms.targetValue() != NONE && isNoDistance(terms.targetValue(), terms.targetUnit(), !isLong)) {
            return Verdict.INVALID_TARGET;
        }
        plans.add(new Plan(sequence, terms));
        return Verdict.ACCEPTED;
    }

    private static boolean isNoDistance(long value, StopUnit unit, boolean isBelow) {
        return value <= 0 || unit == StopUnit.RATIO && isBelow && value >= Decimal.ONE;
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
        Prices prices = instruments.get(tick.instrumentId());
        Map<String, Span> spans = new HashMap<>();
        spans.put("LAST", span(tick.last(), tick.low(), tick.high()));
        spans.put("BID", span(tick.bid(), tick.bidLow(), tick.bidHigh()));
        spans.put("ASK", span(tick.ask(), tick.askLow(), tick.askHigh()));
        spans.put(
                "DOUBLE",
                new Span(
                        takeTrades(Direction.FALL, prices, tick.low() == NONE ? tick.last() : tick.low(), tick.last()),
                        takeTrades(
                                Direction.RISE, prices, tick.high() == NONE ? tick.last() : tick.high(), tick.last())));
        prices.bid = tick.bid() == NONE ? prices.bid : Long.valueOf(tick.bid());
        prices.ask = tick.ask() == NONE ? prices.ask : Long.valueOf(tick.ask());
        if ((tick.bid() != NONE || tick.ask() != NONE) && prices.mid() != null) {
            spans.put("MID", span(prices.mid(), tick.midLow(), tick.midHigh()));
        }
        List<Plan> watching = plans.stream()
                .filter(plan -> plan.terms.instrumentId() == tick.instrumentId())
                .toList();
        take(watching, spans, findings);
        return Verdict.ACCEPTED;
    }

    private static Span span(long price, long low, long high) {
        return price == NONE
                ? new Span(null, null)
                : new Span(low == NONE ? Long.valueOf(price) : low, high == NONE ? Long.valueOf(price) : high);
    }

    /** Appends a tick's trades as one direction sees them; returns the best of the pairs that this makes, or null. */
    private static Long takeTrades(Direction direction, Prices prices, long extreme, long last) {
        if (last == NONE) {
            return null;
        }
        List<Long> trades = prices.trades(direction);
        int from = Math.max(1, trades.size());
        if (extreme != last) {
            trades.add(extreme);
        }
        trades.add(last);
        Long best = null;
        for (int i = from; i < trades.size(); i++) {
            long worse = worse(direction, trades.get(i - 1), trades.get(i));
            boolean isBetter = best == null || (direction == Direction.FALL ? worse < best : worse > best);
            best = isBetter ? Long.valueOf(worse) : best;
        }
        return best;
    }

    private static long worse(Direction direction, long a, long b) {
        return direction == Direction.FALL ? Math.max(a, b) : Math.min(a, b);
    }

    /** Activates, raises, fires stops, fires targets, each over all of them before the next. */
    private void take(List<Plan> watching, Map<String, Span> spans, List<Finding> findings) {
        touched(watching, spans, plan -> plan.activation, Plan::gainDirection, (plan, price) -> {
            plan.activation = null;
            plan.mark = plan.isLong() ? Math.max(price, plan.average()) : Math.min(price, plan.average());
            plan.announced = plan.stopLevel();
            findings.add(new Finding(Kind.ACTIVATED, plan.id, plan.announced, price));
        });
        for (Plan plan : watching) {
            Span span = spans.get(plan.series());
            Long best = span == null ? null : span.towards(plan.gainDirection());
            if (plan.mark != null && best != null) {
                plan.mark = plan.isLong() ? Math.max(plan.mark, best) : Math.min(plan.mark, best);
            }
        }
        touched(watching, spans, Plan::stopLevel, Plan::stopDirection, (plan, price) -> {
            findings.add(new Finding(Kind.FIRED, plan.id, plan.stopLevel(), price));
            plan.clear();
            plan.isFired = true;
        });
        touched(watching, spans, plan -> plan.target, Plan::gainDirection, (plan, price) -> {
            findings.add(new Finding(Kind.TARGET_FIRED, plan.id, plan.target, price));
            plan.target = null;
            plan.isTargetFired = true;
        });
    }

    private static void touched(
            List<Plan> watching,
            Map<String, Span> spans,
            Function<Plan, Long> level,
            Function<Plan, Direction> waitsFor,
            BiConsumer<Plan, Long> action) {
        for (String series : List.of("LAST", "BID", "ASK", "MID", "DOUBLE")) {
            for (Direction direction : List.of(Direction.FALL, Direction.RISE)) {
                Long price = spans.containsKey(series) ? spans.get(series).towards(direction) : null;
                if (price == null) {
                    continue;
                }
                boolean isFalling = direction == Direction.FALL;
                Comparator<Plan> byLevel = Comparator.comparing(level);
                watching.stream()
                        .filter(plan -> plan.series().equals(series) && waitsFor.apply(plan) == direction)
                        .filter(plan -> level.apply(plan) != null)
                        .filter(plan -> isFalling ? price <= level.apply(plan) : price >= level.apply(plan))
                        .sorted((isFalling ? byLevel.reversed() : byLevel).thenComparing(plan -> plan.order))
                        .toList()
                        .forEach(plan -> action.accept(plan, price));
            }
        }
    }

    private static Verdict check(Tick tick) {
        List<Long> prices = List.of(tick.last(), tick.bid(), tick.ask());
        if (prices.stream().allMatch(price -> price == NONE)) {
            return Verdict.INCONSISTENT;
        }
        List<Long> positive = new ArrayList<>(prices);
        positive.addAll(List.of(tick.low(), tick.bidLow(), tick.askLow(), tick.midLow()));
        if (positive.stream().anyMatch(price -> price != NONE && price <= 0)) {
            return Verdict.NON_POSITIVE;
        }
        if (tick.bid() != NONE && tick.ask() != NONE && tick.bid() > tick.ask()) {
            return Verdict.CROSSED;
        }
        if (tick.lastQuantity() < 0) {
            return Verdict.INVALID_QUANTITY;
        }
        long mid = tick.bid() == NONE || tick.ask() == NONE ? NONE : mid(tick.bid(), tick.ask());
        boolean holds = isWithin(tick.low(), tick.last(), tick.high())
                && isWithin(tick.bidLow(), tick.bid(), tick.bidHigh())
                && isWithin(tick.askLow(), tick.ask(), tick.askHigh())
                && isWithin(tick.midLow(), mid, tick.midHigh());
        return holds ? Verdict.ACCEPTED : Verdict.INCONSISTENT;
    }

    private static boolean isWithin(long low, long price, long high) {
        return isOrdered(low, price, low) && isOrdered(price, high, high);
    }

    private static boolean isOrdered(long lower, long higher, long optional) {
        return optional == NONE || lower != NONE && higher != NONE && lower <= higher;
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
            if (plan.isArmed) {
                findings.add(new Finding(Kind.DISARMED, plan.id, plan.announced, 0));
            }
            plan.clear();
            return;
        }
        if (!isEntry) {
            return;
        }
        long level = plan.levelForEntry();
        if (!plan.isArmed) {
            arm(plan);
            plan.announced = level;
            findings.add(new Finding(Kind.ARMED, plan.id, level, 0));
        } else if (plan.mark == null && plan.fixedLevel != level) {
            plan.announced = level;
            findings.add(new Finding(Kind.MOVED, plan.id, level, 0));
        }
        plan.fixedLevel = level;
        Create terms = plan.terms;
        if (terms.targetValue() != NONE && !plan.isTargetFired) {
            plan.target = away(plan.average(), terms.targetUnit(), terms.targetValue(), plan.isLong());
        }
        take(List.of(plan), Map.of(plan.series(), inForce(plan)), findings);
    }

    private void arm(Plan plan) {
        plan.isArmed = true;
        plan.order = ++armings;
        if (plan.terms.stopType() == StopType.TRAILING) {
            if (plan.terms.activationPrice() == NONE) {
                plan.mark = plan.average();
            } else {
                plan.activation = plan.terms.activationPrice();
            }
        }
    }

    private Span inForce(Plan plan) {
        Prices prices = instruments.get(plan.terms.instrumentId());
        List<Long> falling = prices.tradesFalling;
        List<Long> rising = prices.tradesRising;
        return switch (plan.series()) {
            case "LAST" -> falling.isEmpty() ? new Span(null, null) : both(falling.get(falling.size() - 1));
            case "BID" -> both(prices.bid);
            case "ASK" -> both(prices.ask);
            case "MID" -> both(prices.mid());
            default -> new Span(lastPair(Direction.FALL, falling), lastPair(Direction.RISE, rising));
        };
    }

    private static Span both(Long price) {
        return new Span(price, price);
    }

    private static Long lastPair(Direction direction, List<Long> trades) {
        int count = trades.size();
        return count < 2 ? null : Long.valueOf(worse(direction, trades.get(count - 2), trades.get(count - 1)));
    }
}
