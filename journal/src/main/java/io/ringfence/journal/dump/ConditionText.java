package io.ringfence.journal.dump;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.FieldVisitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A condition as people write it: {@code (BTCUSD LAST > 800 and not BTCUSD BID < 790)}. Sees its nodes, in postfix order.
 * Nodes that make no whole condition, which the core refuses but the journal holds, are listed as they stand, with
 * semicolons between them.
 */
final class ConditionText implements FieldVisitor {
    private final IntFunction<String> symbols;
    private final Deque<String> operands = new ArrayDeque<>();
    private final List<String> asTheyStand = new ArrayList<>();
    private boolean isWhole = true;

    private ConditionNodeKind kind;
    private ConditionField field;
    private Comparison comparison;
    private String value;
    private int instrumentId;
    private int operandCount;

    ConditionText(IntFunction<String> symbols) {
        this.symbols = symbols;
    }

    @Override
    public void beginEntry() {
        kind = ConditionNodeKind.NULL_VAL;
        field = ConditionField.NULL_VAL;
        comparison = Comparison.NULL_VAL;
        value = "none";
    }

    @Override
    public void named(String name, Enum<?> given) {
        if (given instanceof ConditionNodeKind givenKind) {
            kind = givenKind;
        } else if (given instanceof ConditionField givenField) {
            field = givenField;
        } else if (given instanceof Comparison givenComparison) {
            comparison = givenComparison;
        }
    }

    @Override
    public void decimal(String name, long scaled) {
        value = Decimal.toString(scaled);
    }

    @Override
    public void instrument(String name, int id) {
        instrumentId = id;
    }

    @Override
    public void integer(String name, long count) {
        operandCount = (int) count;
    }

    @Override
    public void endEntry() {
        switch (kind) {
            case PRICE -> {
                String text = symbols.apply(instrumentId) + " " + field + " " + sign() + " " + value;
                asTheyStand.add(text);
                operands.addLast(text);
            }
            case ALL, ANY, NOT -> {
                asTheyStand.add(kind + " " + operandCount);
                boolean isCountRight = kind == ConditionNodeKind.NOT ? operandCount == 1 : operandCount > 0;
                isWhole &= isCountRight && operandCount <= operands.size();
                if (isWhole) {
                    join();
                }
            }
            default -> {
                asTheyStand.add("?");
                isWhole = false;
            }
        }
    }

    private String sign() {
        return switch (comparison) {
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case NULL_VAL -> "?";
        };
    }

    private void join() {
        Deque<String> taken = new ArrayDeque<>();
        for (int i = 0; i < operandCount; i++) {
            taken.addFirst(operands.removeLast());
        }
        operands.addLast(
                switch (kind) {
                    case ALL -> "(" + String.join(" and ", taken) + ")";
                    case ANY -> "(" + String.join(" or ", taken) + ")";
                    default -> "not " + taken.getFirst();
                });
    }

    @Override
    public String toString() {
        return isWhole && operands.size() == 1 ? operands.getLast() : String.join("; ", asTheyStand);
    }
}
