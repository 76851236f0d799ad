package io.ringfence.core.condition;

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
import io.ringfence.core.event.Verdict;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules of the package's page, written once more from the page: trees that every tick looks through. */
final class NaiveConditions {
    private static final long NONE = TestEvent.NONE;
    private static final List<ConditionField> FIELDS =
            List.of(ConditionField.LAST, ConditionField.BID, ConditionField.ASK, ConditionField.MID);

    /** A node with its operands. */
    private static class Tree {
        final Node node;
        final List<Tree> operands = new ArrayList<>();

        Tree(Node node) {
            this.node = node;
        }

        boolean holds() {
            return switch (node.kind()) {
                case ALL -> operands.stream().allMatch(Tree::holds);
                case ANY -> operands.stream().anyMatch(Tree::holds);
                default -> !operands.get(0).holds();
            };
        }
    }

    private static final class Leaf extends Tree {
        final Standing condition;
        boolean isTrue;
        long order;

        Leaf(Standing condition, Node node) {
            super(node);
            this.condition = condition;
        }

        @Override
        boolean holds() {
            return isTrue;
        }

        boolean isLess() {
            return node.comparison() == Comparison.LESS || node.comparison() == Comparison.LESS_OR_EQUAL;
        }

        /** What the comparison says. */
        boolean saysTrue(long price) {
            return switch (node.comparison()) {
                case LESS -> price < node.value();
                case LESS_OR_EQUAL -> price <= node.value();
                case GREATER -> price > node.value();
                default -> price >= node.value();
            };
        }

        /** Whether a price is as far beyond the value as the hysteresis asks. */
        boolean isBeyond(long price) {
            long ratio = condition.terms.hysteresisRatio();
            if (ratio == 0) {
                return !saysTrue(price);
            }
            BigInteger value = BigInteger.valueOf(node.value());
            BigInteger rise = BigInteger.valueOf(price).subtract(value);
            BigInteger needed = value.multiply(BigInteger.valueOf(ratio));
            return (isLess() ? rise : rise.negate())
                            .multiply(BigInteger.valueOf(Decimal.ONE))
                            .compareTo(needed)
                    >= 0;
        }

        boolean flipsAt(long price) {
            return isTrue ? isBeyond(price) : saysTrue(price);
        }

        boolean flipsOnFall() {
            return isLess() != isTrue;
        }

        /** The first price on the way that flips it, given one that does. */
        long level(long touching) {
            if (flipsOnFall() && flipsAt(Long.MAX_VALUE)) {
                return Long.MAX_VALUE;
            }
            long far = touching;
            long near = flipsOnFall() ? Long.MAX_VALUE : 0;
            while (Math.abs(far - near) > 1) {
                long middle = near + (far - near) / 2;
                if (flipsAt(middle)) {
                    far = middle;
                } else {
                    near = middle;
                }
            }
            return far;
        }
    }

    private static final class Standing {
        final long id;
        final Create terms;
        final List<Leaf> leaves = new ArrayList<>();
        Tree root;

        Standing(long id, Create terms) {
            this.id = id;
            this.terms = terms;
        }
    }

    private record Flip(Leaf leaf, long level, long price) {}

    private record Span(long low, long high) {}

    /** How often what was met, to tell whether histories try everything. */
    final Map<String, Integer> met = new TreeMap<>();

    private final Map<Long, Standing> standing = new TreeMap<>();
    private final Map<Integer, Map<ConditionField, Long>> inForce = new HashMap<>();
    private int maxConditions;
    private long orders;

    Result apply(long sequence, ConditionEvent event) {
        List<Fired> fired = new ArrayList<>();
        Verdict verdict = Verdict.ACCEPTED;
        if (event instanceof Start start) {
            maxConditions = start.maxConditions();
        } else if (event instanceof Define define) {
            inForce.put(define.instrumentId(), new EnumMap<>(ConditionField.class));
        } else if (event instanceof Create create) {
            verdict = create(sequence, create, fired);
        } else if (event instanceof Remove remove) {
            verdict = remove(remove);
        } else if (event instanceof Market market) {
            verdict = market.verdict();
            if (verdict == Verdict.ACCEPTED) {
                onTick(market.tick(), fired);
            }
        }
        met.merge("verdict " + verdict, 1, Integer::sum);
        return new Result(verdict, fired);
    }

    private Verdict create(long sequence, Create terms, List<Fired> fired) {
        Standing condition = new Standing(sequence, terms);
        if (!holds(terms) || !parses(condition)) {
            return Verdict.INVALID_CONDITION;
        }
        if (!condition.leaves.stream().allMatch(leaf -> inForce.containsKey(leaf.node.instrumentId()))) {
            return Verdict.UNKNOWN_INSTRUMENT;
        }
        if (standing.size() >= maxConditions) {
            return Verdict.LIMIT_REACHED;
        }
        if (terms.strategyId() != 0) {
            return Verdict.UNKNOWN_STRATEGY;
        }
        for (Leaf leaf : condition.leaves) {
            Long price = price(leaf);
            leaf.isTrue = price != null && leaf.saysTrue(price);
            leaf.order = ++orders;
        }
        standing.put(sequence, condition);
        if (condition.root.holds()) {
            met.merge("fired at creation", 1, Integer::sum);
            Long price = price(condition.leaves.get(0));
            fire(condition, new Fired(sequence, 0, price == null ? 0 : price), fired);
        }
        return Verdict.ACCEPTED;
    }

    private static boolean holds(Create terms) {
        boolean actionHolds = terms.action() == ConditionAction.ALERT
                || terms.strategyId() != 0
                        && (terms.action() == ConditionAction.ENTER || terms.action() == ConditionAction.EXIT);
        return actionHolds
                && terms.hysteresisRatio() >= 0
                && terms.hysteresisRatio() < Decimal.ONE
                && terms.nodes().size() <= 64;
    }

    /** Reads the nodes from the last one, the root, backwards. */
    private static boolean parses(Standing condition) {
        List<Node> rest = new ArrayList<>(condition.terms.nodes());
        condition.root = parse(condition, rest);
        return condition.root != null && rest.isEmpty();
    }

    /** The subtree that ends the list, taken off it; null where there is none. */
    private static Tree parse(Standing condition, List<Node> rest) {
        if (rest.isEmpty()) {
            return null;
        }
        Node node = rest.remove(rest.size() - 1);
        if (node.kind() == ConditionNodeKind.NULL_VAL) {
            return null;
        }
        if (node.kind() == ConditionNodeKind.PRICE) {
            Leaf leaf = new Leaf(condition, node);
            condition.leaves.add(0, leaf);
            boolean holds = node.value() > 0
                    && node.field() != ConditionField.NULL_VAL
                    && node.comparison() != Comparison.NULL_VAL;
            return holds ? leaf : null;
        }
        if (node.operandCount() < 1 || node.kind() == ConditionNodeKind.NOT && node.operandCount() > 1) {
            return null;
        }
        Tree tree = new Tree(node);
        for (int i = 0; i < node.operandCount(); i++) {
            Tree operand = parse(condition, rest);
            if (operand == null) {
                return null;
            }
            tree.operands.add(operand);
        }
        return tree;
    }

    private Long price(Leaf leaf) {
        return inForce.get(leaf.node.instrumentId()).get(leaf.node.field());
    }

    private Verdict remove(Remove remove) {
        Standing condition = standing.get(remove.conditionId());
        if (condition == null) {
            return Verdict.UNKNOWN_CONDITION;
        }
        if (remove.accountId() != 0 && condition.terms.accountId() != remove.accountId()) {
            return Verdict.NOT_OWNER;
        }
        standing.remove(condition.id);
        return Verdict.ACCEPTED;
    }

    private void fire(Standing condition, Fired finding, List<Fired> fired) {
        fired.add(finding);
        if (!condition.terms.isRepeating()) {
            standing.remove(condition.id);
        }
    }

    private void onTick(Tick tick, List<Fired> fired) {
        Map<ConditionField, Long> prices = inForce.get(tick.instrumentId());
        Map<ConditionField, Span> extremes = new EnumMap<>(ConditionField.class);
        take(prices, extremes, ConditionField.LAST, tick.last(), tick.low(), tick.high());
        take(prices, extremes, ConditionField.BID, tick.bid(), tick.bidLow(), tick.bidHigh());
        take(prices, extremes, ConditionField.ASK, tick.ask(), tick.askLow(), tick.askHigh());
        boolean isQuote = tick.bid() != NONE || tick.ask() != NONE;
        if (isQuote && prices.containsKey(ConditionField.BID) && prices.containsKey(ConditionField.ASK)) {
            BigInteger sum = BigInteger.valueOf(prices.get(ConditionField.BID))
                    .add(BigInteger.valueOf(prices.get(ConditionField.ASK)));
            take(
                    prices,
                    extremes,
                    ConditionField.MID,
                    sum.shiftRight(1).longValueExact(),
                    tick.midLow(),
                    tick.midHigh());
        }
        int before = fired.size();
        Set<Leaf> flipped = test(tick.instrumentId(), extremes, fired);
        met.merge("fired by extremes", fired.size() - before, Integer::sum);
        before = fired.size();
        Map<ConditionField, Span> closes = new EnumMap<>(ConditionField.class);
        prices.forEach((field, price) -> closes.put(field, new Span(price, price)));
        Set<Leaf> flippedBack = test(tick.instrumentId(), closes, fired);
        met.merge("fired by prices in force", fired.size() - before, Integer::sum);
        if (!flipped.containsAll(flippedBack)) {
            throw new AssertionError("what the extremes leave, the prices in force flip: " + tick);
        }
    }

    private static void take(
            Map<ConditionField, Long> prices,
            Map<ConditionField, Span> extremes,
            ConditionField field,
            long price,
            long low,
            long high) {
        if (price != NONE) {
            prices.put(field, price);
            extremes.put(field, new Span(low == NONE ? price : low, high == NONE ? price : high));
        }
    }

    /** Flips what the prices touch, then fires, then gives what has flipped its new place in the order. */
    private Set<Leaf> test(int instrumentId, Map<ConditionField, Span> prices, List<Fired> fired) {
        Set<Long> wereTrue = new HashSet<>();
        standing.values().stream().filter(condition -> condition.root.holds()).forEach(c -> wereTrue.add(c.id));
        List<Flip> flips = new ArrayList<>();
        Set<Leaf> flipped = new HashSet<>();
        Map<Standing, Flip> deciding = new HashMap<>();
        for (ConditionField field : FIELDS) {
            for (boolean isFall : new boolean[] {true, false}) {
                if (!prices.containsKey(field)) {
                    continue;
                }
                long price =
                        isFall ? prices.get(field).low() : prices.get(field).high();
                List<Flip> touched = new ArrayList<>();
                for (Standing condition : standing.values()) {
                    for (Leaf leaf : condition.leaves) {
                        boolean isThere = leaf.node.instrumentId() == instrumentId && leaf.node.field() == field;
                        if (isThere && leaf.flipsOnFall() == isFall && !flipped.contains(leaf) && leaf.flipsAt(price)) {
                            touched.add(new Flip(leaf, leaf.level(price), price));
                        }
                    }
                }
                Comparator<Flip> byLevel = Comparator.comparingLong(Flip::level);
                touched.sort((isFall ? byLevel.reversed() : byLevel).thenComparing(flip -> flip.leaf().order));
                for (Flip flip : touched) {
                    Leaf leaf = flip.leaf();
                    boolean wasTrue = leaf.condition.root.holds();
                    leaf.isTrue = !leaf.isTrue;
                    if (!wasTrue && leaf.condition.root.holds()) {
                        deciding.put(leaf.condition, flip);
                    }
                    flips.add(flip);
                    flipped.add(leaf);
                    met.merge("flip of " + leaf.node.field() + " " + leaf.node.comparison(), 1, Integer::sum);
                }
            }
        }
        for (Flip flip : flips) {
            Standing condition = flip.leaf().condition;
            if (deciding.get(condition) == flip && condition.root.holds() && !wereTrue.contains(condition.id)) {
                fire(condition, new Fired(condition.id, flip.level(), flip.price()), fired);
            }
        }
        for (Flip flip : flips) {
            if (standing.containsKey(flip.leaf().condition.id)) {
                flip.leaf().order = ++orders;
            }
        }
        return flipped;
    }

    /** Whether each comparison is what the price in force and its hysteresis allow. */
    boolean isInLineWithPrices() {
        return standing.values().stream().flatMap(c -> c.leaves.stream()).allMatch(leaf -> {
            Long price = price(leaf);
            return price == null ? !leaf.isTrue : !leaf.flipsAt(price);
        });
    }

    /** The state that conditions write, word by word. */
    List<Long> state() {
        List<Long> words = new ArrayList<>(List.of((long) maxConditions, 0L, orders, (long) standing.size()));
        for (Standing condition : standing.values()) {
            Create terms = condition.terms;
            words.addAll(List.of(
                    condition.id,
                    (long) terms.accountId(),
                    terms.isRepeating() ? 1L : 0L,
                    terms.hysteresisRatio(),
                    terms.strategyId(),
                    (long) terms.action().value(),
                    // No event goes out with it, and so it is never over.
                    0L,
                    Long.MAX_VALUE,
                    (long) terms.nodes().size()));
            int leafIndex = 0;
            for (Node node : terms.nodes()) {
                boolean isLeaf = node.kind() == ConditionNodeKind.PRICE;
                words.addAll(List.of((long) node.kind().value(), isLeaf ? 0 : (long) node.operandCount()));
                if (isLeaf) {
                    Leaf leaf = condition.leaves.get(leafIndex++);
                    words.addAll(List.of(
                            (long) node.instrumentId(),
                            (long) node.field().value(),
                            (long) node.comparison().value(),
                            node.value(),
                            leaf.isTrue ? 1L : 0L,
                            leaf.order));
                }
            }
        }
        // Behind the conditions stand the groups of accounts, of which there are none.
        words.add(0L);
        return words;
    }
}
