package io.ringfence.journal.dump;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionCreatedDecoder.NodesDecoder;
import io.ringfence.core.event.ConditionNodeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A condition as people write it: {@code (BTCUSD LAST > 800 and not BTCUSD BID < 790)}. Nodes that make no whole condition,
 * which the core refuses but the journal holds, are listed as they stand, with semicolons between them.
 */
final class ConditionText {
    private ConditionText() {}

    /** Reads the nodes from the first on. */
    static String of(NodesDecoder nodes, IntFunction<String> symbols) {
        Deque<String> operands = new ArrayDeque<>();
        List<String> asTheyStand = new ArrayList<>();
        boolean isWhole = true;
        for (NodesDecoder node : nodes) {
            int count = node.operandCount();
            switch (node.kind()) {
                case PRICE -> {
                    String comparison = comparison(node, symbols);
                    asTheyStand.add(comparison);
                    operands.addLast(comparison);
                }
                case ALL, ANY, NOT -> {
                    asTheyStand.add(node.kind() + " " + count);
                    boolean isCountRight = node.kind() == ConditionNodeKind.NOT ? count == 1 : count > 0;
                    isWhole &= isCountRight && count <= operands.size();
                    if (isWhole) {
                        join(node, operands);
                    }
                }
                default -> {
                    asTheyStand.add("?");
                    isWhole = false;
                }
            }
        }
        return isWhole && operands.size() == 1 ? operands.getLast() : String.join("; ", asTheyStand);
    }

    private static String comparison(NodesDecoder node, IntFunction<String> symbols) {
        String value = node.value() == NodesDecoder.valueNullValue() ? "none" : Decimal.toString(node.value());
        return symbols.apply(node.instrumentId()) + " " + node.field() + " " + sign(node.comparison()) + " " + value;
    }

    private static String sign(Comparison comparison) {
        return switch (comparison) {
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case NULL_VAL -> "?";
        };
    }

    private static void join(NodesDecoder node, Deque<String> operands) {
        Deque<String> taken = new ArrayDeque<>();
        for (int i = 0; i < node.operandCount(); i++) {
            taken.addFirst(operands.removeLast());
        }
        operands.addLast(
                switch (node.kind()) {
                    case ALL -> "(" + String.join(" and ", taken) + ")";
                    case ANY -> "(" + String.join(" or ", taken) + ")";
                    default -> "not " + taken.getFirst();
                });
    }
}
