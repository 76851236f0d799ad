package io.ringfence.core.stoploss;

import io.ringfence.core.command.Rules;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.testkit.NodeEvents.Node.Bound;
import io.ringfence.core.testkit.Setup;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import io.ringfence.core.testkit.TestEvent.Report;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The rules of the package's page, written once more from the page: lists of prints, lists of plans, a scan a tick. */
final class NaiveStopLoss {
    private static final long NONE = TestEvent.NONE;

    record Finding(Kind kind, long strategyId, long level, long price) {}

    record Result(Verdict verdict, List<Finding> findings) {}

    /** A command with an id, and where it was carried out. */
    record Command(int accountId, String id, long subjectId, long sequence) {}

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

    private static long mid(long bid, long ask) {
        return BigInteger.valueOf(bid)
                .add(BigInteger.valueOf(ask))
                .shiftRight(1)
                .longValueExact();
    }

    private final List<Prices> instruments = new ArrayList<>();
    private final List<NaivePlan> plans = new ArrayList<>();
    private final Map<Integer, Long> feeds = new HashMap<>();
    private final Map<Integer, String> accounts = new HashMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final Map<String, Integer> booked = new TreeMap<>();
    private int maxInstruments;
    private int maxStrategies;
    private int maxAccounts;
    private int maxCommandIds;
    private boolean isShared;
    private Command repeated;
    private long armings;

    /** A strategy's series, and the type of its stop. */
    String kindOf(long strategyId) {
        return plans.stream()
                .filter(plan -> plan.id == strategyId)
                .map(plan -> plan.series() + " " + plan.terms.stopType())
                .findFirst()
                .orElseThrow();
    }

    /** How many reports of each kind, as {@link NaivePlan#story} tells, were booked. */
    Map<String, Integer> booked() {
        return booked;
    }

    /** The first of the commands of which the last command was a repeat, null when it was none. */
    Command repeated() {
        return repeated;
    }

    Result apply(long sequence, TestEvent event) {
        List<Finding> findings = new ArrayList<>();
        Verdict verdict = Verdict.ACCEPTED;
        if (event instanceof TestEvent.Node node) {
            maxInstruments = node.maxInstruments();
            maxStrategies = node.maxStrategies();
            maxAccounts = (int) node.bound(Bound.MAX_ACCOUNTS);
            maxCommandIds = (int) node.bound(Bound.MAX_COMMAND_IDS);
            isShared = node.bound(Bound.RULE_VERSION) >= Rules.ACCOUNTS_APART;
            forget();
        } else if (event instanceof TestEvent.Define define) {
            verdict = onDefine(define);
        } else if (event instanceof Create create) {
            verdict = onCreate(sequence, create);
        } else if (event instanceof TestEvent.Update update) {
            verdict = onUpdate(sequence, update, findings);
        } else if (event instanceof TestEvent.PlaceOrder order && order.strategyId() == 0) {
            verdict = onPlaced(sequence, order);
        } else if (event instanceof TestEvent.MoveStop moved) {
            verdict = onMoved(sequence, moved, findings);
        } else if (event instanceof TestEvent.Register account) {
            verdict = onRegister(account);
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

    private Verdict onRegister(TestEvent.Register account) {
        String name = accounts.get(account.accountId());
        if (name != null) {
            return name.equals(account.name()) ? Verdict.ACCEPTED : Verdict.NAME_TAKEN;
        }
        if (account.accountId() <= 0 || account.name().isEmpty()) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        if (accounts.containsValue(account.name())) {
            return Verdict.NAME_TAKEN;
        }
        if (accounts.size() >= maxAccounts) {
            return Verdict.LIMIT_REACHED;
        }
        accounts.put(account.accountId(), account.name());
        return Verdict.ACCEPTED;
    }

    /** The command that was carried out with the id of this one, null where there is none. */
    private Command first(Setup setup) {
        return commands.stream()
                .filter(each -> !each.id().isEmpty())
                .filter(each -> each.accountId() == setup.accountId())
                .filter(each -> each.id().equals(setup.commandId()))
                .findFirst()
                .orElse(null);
    }

    private void remember(Setup setup, long subjectId, long sequence) {
        if (!setup.commandId().isEmpty()) {
            commands.add(new Command(setup.accountId(), setup.commandId(), subjectId, sequence));
        }
        forget();
    }

    private void forget() {
        while (commands.size() > maxCommandIds) {
            commands.remove(isShared ? oldestOfTheLargest() : commands.get(0));
        }
    }

    /** Of the account that has most; of several, of the one whose oldest is older. */
    private Command oldestOfTheLargest() {
        Command chosen = null;
        long most = 0;
        for (Command each : commands) {
            long count = commands.stream()
                    .filter(other -> other.accountId() == each.accountId())
                    .count();
            if (count > most) {
                most = count;
                chosen = each;
            }
        }
        return chosen;
    }

    private Verdict onCreate(long sequence, Create create) {
        repeated = first(create.setup());
        if (repeated != null) {
            return Verdict.REPEATED;
        }
        if (isUnknown(create.instrumentId())) {
            return Verdict.UNKNOWN_INSTRUMENT;
        }
        int accountId = create.setup().accountId();
        if (accountId != 0 && !accounts.containsKey(accountId)) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        if (plans.size() >= maxStrategies) {
            return Verdict.LIMIT_REACHED;
        }
        if (!StopLossHistory.LOGICS.contains(
                create.setup().plugin() + "?" + create.setup().parameters())) {
            return Verdict.UNKNOWN_PLUGIN;
        }
        Verdict verdict = NaiveTerms.check(create, create.side() == PositionSide.LONG, false);
        if (verdict == Verdict.ACCEPTED) {
            plans.add(new NaivePlan(sequence, create));
            remember(create.setup(), sequence, sequence);
        }
        return verdict;
    }

    private Verdict onPlaced(long sequence, TestEvent.PlaceOrder order) {
        Create terms = order.terms();
        Setup setup = terms.setup();
        repeated = first(setup);
        if (repeated != null) {
            return Verdict.REPEATED;
        }
        if (isUnknown(terms.instrumentId())) {
            return Verdict.UNKNOWN_INSTRUMENT;
        }
        if (setup.accountId() != 0 && !accounts.containsKey(setup.accountId())) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        if (plans.size() >= maxStrategies) {
            return Verdict.LIMIT_REACHED;
        }
        Verdict verdict = NaiveTerms.check(order);
        if (verdict == Verdict.ACCEPTED) {
            PositionSide side = order.side() == Side.BUY ? PositionSide.LONG : PositionSide.SHORT;
            plans.add(new NaivePlan(sequence, terms.side(side)));
            remember(setup, sequence, sequence);
        }
        return verdict;
    }

    private Verdict onMoved(long sequence, TestEvent.MoveStop moved, List<Finding> findings) {
        NaivePlan plan = plan(moved.strategyId());
        Command first = commands.stream()
                .filter(each -> !each.id().isEmpty())
                .filter(each -> each.accountId() == moved.accountId())
                .filter(each -> each.id().equals(moved.commandId()))
                .findFirst()
                .orElse(null);
        repeated = first;
        if (first != null) {
            return Verdict.REPEATED;
        }
        if (plan == null) {
            return Verdict.UNKNOWN_STRATEGY;
        }
        int owner = plan.created.setup().accountId();
        if (moved.accountId() != 0 && moved.accountId() != owner) {
            return Verdict.NOT_OWNER;
        }
        Create terms = plan.terms.stop(moved.type(), moved.unit(), moved.value(), moved.activationPrice());
        if (NaiveTerms.isNoStop(terms, plan.isLong())) {
            return Verdict.INVALID_STOP;
        }
        change(plan, terms, findings);
        remember(terms.by(moved.accountId()).command(moved.commandId()).setup(), plan.id, sequence);
        return Verdict.ACCEPTED;
    }

    private Verdict onUpdate(long sequence, TestEvent.Update update, List<Finding> findings) {
        Setup setup = update.terms().setup();
        repeated = first(setup);
        if (repeated != null) {
            return Verdict.REPEATED;
        }
        NaivePlan plan = plan(update.strategyId());
        if (plan == null) {
            return Verdict.UNKNOWN_STRATEGY;
        }
        if (setup.accountId() != 0 && setup.accountId() != plan.created.setup().accountId()) {
            return Verdict.NOT_OWNER;
        }
        Verdict verdict = NaiveTerms.check(update.terms(), plan.isLong(), !plan.hasStop());
        if (verdict == Verdict.ACCEPTED) {
            change(plan, update.terms(), findings);
            remember(setup, plan.id, sequence);
        }
        return verdict;
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
        List<NaivePlan> watching = plans.stream()
                .filter(plan -> plan.created.instrumentId() == tick.instrumentId())
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
    private void take(List<NaivePlan> watching, Map<String, Span> spans, List<Finding> findings) {
        touched(watching, spans, plan -> plan.activation, NaivePlan::gainDirection, (plan, price) -> {
            plan.activation = null;
            plan.mark = plan.isLong() ? Math.max(price, plan.average()) : Math.min(price, plan.average());
            plan.announced = plan.stopLevel();
            findings.add(new Finding(Kind.ACTIVATED, plan.id, plan.announced, price));
        });
        for (NaivePlan plan : watching) {
            Span span = spans.get(plan.series());
            Long best = span == null ? null : span.towards(plan.gainDirection());
            if (plan.mark != null && best != null) {
                plan.mark = plan.isLong() ? Math.max(plan.mark, best) : Math.min(plan.mark, best);
            }
        }
        touched(watching, spans, NaivePlan::stopLevel, NaivePlan::stopDirection, (plan, price) -> {
            findings.add(new Finding(Kind.FIRED, plan.id, plan.stopLevel(), price));
            plan.clear();
            plan.isFired = true;
        });
        touched(watching, spans, plan -> plan.target, NaivePlan::gainDirection, (plan, price) -> {
            findings.add(new Finding(Kind.TARGET_FIRED, plan.id, plan.target, price));
            plan.target = null;
            plan.isTargetFired = true;
        });
    }

    private static void touched(
            List<NaivePlan> watching,
            Map<String, Span> spans,
            Function<NaivePlan, Long> level,
            Function<NaivePlan, Direction> waitsFor,
            BiConsumer<NaivePlan, Long> action) {
        for (String series : List.of("LAST", "BID", "ASK", "MID", "DOUBLE")) {
            for (Direction direction : List.of(Direction.FALL, Direction.RISE)) {
                Long price = spans.containsKey(series) ? spans.get(series).towards(direction) : null;
                if (price == null) {
                    continue;
                }
                boolean isFalling = direction == Direction.FALL;
                Comparator<NaivePlan> byLevel = Comparator.comparing(level);
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
        NaivePlan plan = plan(report.strategyId());
        if (plan == null || !plan.isNews(report)) {
            return Verdict.ACCEPTED;
        }
        String story = plan.story(report);
        if (!plan.book(report)) {
            return Verdict.INVALID_QUANTITY;
        }
        booked.merge(story, 1, Integer::sum);
        if (!plan.isFired) {
            follow(plan, report.purpose() == OrderPurpose.ENTRY, findings);
        }
        return Verdict.ACCEPTED;
    }

    private NaivePlan plan(long id) {
        return plans.stream().filter(each -> each.id == id).findFirst().orElse(null);
    }

    private void follow(NaivePlan plan, boolean isEntry, List<Finding> findings) {
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
        if (plan.hasStop()) {
            followStop(plan, findings);
        } else if (plan.target == null) {
            plan.order = ++armings;
        }
        plan.target = plan.targetForEntry();
        take(List.of(plan), Map.of(plan.series(), inForce(plan)), findings);
    }

    private void followStop(NaivePlan plan, List<Finding> findings) {
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
    }

    private void arm(NaivePlan plan) {
        plan.isArmed = true;
        plan.order = ++armings;
        beginTrail(plan);
    }

    private static void beginTrail(NaivePlan plan) {
        if (plan.terms.stopType() == StopType.TRAILING) {
            if (plan.terms.activationPrice() == NONE) {
                plan.mark = plan.average();
            } else {
                plan.activation = plan.terms.activationPrice();
            }
        }
    }

    private void change(NaivePlan plan, Create terms, List<Finding> findings) {
        boolean hadStop = plan.hasStop();
        plan.terms = terms;
        if (hadStop ? !plan.isArmed : !plan.isOpen()) {
            return;
        }
        if (!hadStop) {
            plan.order = ++armings;
        }
        if (plan.hasStop()) {
            plan.isArmed = true;
            if (plan.mark == null || terms.stopType() != StopType.TRAILING) {
                plan.mark = null;
                plan.activation = null;
                beginTrail(plan);
            }
            plan.fixedLevel = plan.levelForEntry();
            plan.announced = plan.stopLevel();
            findings.add(new Finding(hadStop ? Kind.MOVED : Kind.ARMED, plan.id, plan.announced, 0));
        }
        plan.target = plan.targetForEntry();
        take(List.of(plan), Map.of(plan.series(), inForce(plan)), findings);
    }

    private Span inForce(NaivePlan plan) {
        Prices prices = instruments.get(plan.created.instrumentId());
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
