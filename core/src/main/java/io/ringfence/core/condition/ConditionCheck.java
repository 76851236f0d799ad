package io.ringfence.core.condition;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder.NodesDecoder;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.Verdict;

/** Whether a condition's terms hold by themselves, and name known instruments. */
final class ConditionCheck {
    private ConditionCheck() {}

    /** What is wrong with the terms comes before an instrument that is not known. Reads the nodes to their end. */
    static Verdict check(ConditionCreatedDecoder created, int instrumentCount) {
        long ratio = created.hysteresisRatio();
        if (ratio < 0 || ratio >= Decimal.ONE || !actionHolds(created)) {
            return Verdict.INVALID_CONDITION;
        }
        NodesDecoder nodes = created.nodes();
        if (nodes.count() > Conditions.MAX_NODES) {
            return Verdict.INVALID_CONDITION;
        }
        boolean areKnown = true;
        // Subtrees that are no operand yet.
        int open = 0;
        while (nodes.hasNext()) {
            nodes.next();
            switch (nodes.kind()) {
                case PRICE -> {
                    if (!comparisonHolds(nodes)) {
                        return Verdict.INVALID_CONDITION;
                    }
                    areKnown &= nodes.instrumentId() >= 0 && nodes.instrumentId() < instrumentCount;
                    open++;
                }
                case ALL, ANY, NOT -> {
                    if (!operandsHold(nodes, open)) {
                        return Verdict.INVALID_CONDITION;
                    }
                    open -= nodes.operandCount() - 1;
                }
                default -> {
                    return Verdict.INVALID_CONDITION;
                }
            }
        }
        if (open != 1) {
            return Verdict.INVALID_CONDITION;
        }
        return areKnown ? Verdict.ACCEPTED : Verdict.UNKNOWN_INSTRUMENT;
    }

    /** Something is to be told, or done by a strategy; or an event goes out, for no strategy and once. */
    private static boolean actionHolds(ConditionCreatedDecoder created) {
        return switch (created.action()) {
            case ALERT -> true;
            case ENTER, EXIT -> created.strategyId() != 0;
            case EVENT -> created.strategyId() == 0 && created.isRepeating() == Flag.NO;
            case NULL_VAL -> false;
        };
    }

    private static boolean comparisonHolds(NodesDecoder node) {
        // An absent value is negative.
        return node.value() > 0 && node.field() != ConditionField.NULL_VAL && node.comparison() != Comparison.NULL_VAL;
    }

    private static boolean operandsHold(NodesDecoder node, int open) {
        int count = node.operandCount();
        return switch (node.kind()) {
            case NOT -> count == 1 && open >= 1;
            default -> count >= 1 && count <= open;
        };
    }
}
