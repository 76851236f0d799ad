package io.ringfence.core.command;

import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import java.util.List;

/**
 * A condition to be created, everything that it names by number.
 *
 * @param name at most 32 ASCII characters
 * @param accountId account it belongs to
 * @param nodes in postfix order: operands, then what joins them
 * @param hysteresisRatio scaled ratio: how far beyond its level a price has to go back
 * @param isRepeating whether it may come true again after it was not
 * @param action what follows
 * @param strategyId that the action is for, 0 for none
 */
public record NewCondition(
        String name,
        int accountId,
        List<Node> nodes,
        long hysteresisRatio,
        boolean isRepeating,
        ConditionAction action,
        long strategyId) {
    /**
     * A comparison, or what joins the operands before it.
     *
     * @param instrumentId of a comparison
     * @param field of a comparison
     * @param comparison of a comparison
     * @param value scaled, of a comparison
     * @param operandCount of ALL, ANY and NOT, else 0
     */
    public record Node(
            ConditionNodeKind kind,
            int instrumentId,
            ConditionField field,
            Comparison comparison,
            long value,
            int operandCount) {}
}
