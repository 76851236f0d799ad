package io.ringfence.core.command;

import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedEncoder;
import io.ringfence.core.event.ConditionCreatedEncoder.NodesEncoder;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.Flag;

/** Writes a condition's terms as the core reads them, whatever follows from it. */
final class ConditionEncoding {
    private ConditionEncoding() {}

    /** Writes all of them; the event that may go with it comes behind. */
    static void write(
            ConditionCreatedEncoder created,
            NewCondition condition,
            ConditionAction action,
            long strategyId,
            String commandId) {
        created.strategyId(strategyId)
                .hysteresisRatio(condition.hysteresisRatio())
                .accountId(condition.accountId())
                .action(action)
                .isRepeating(condition.isRepeating() ? Flag.YES : Flag.NO)
                .name(condition.name())
                .commandId(commandId);
        NodesEncoder nodes = created.nodesCount(condition.nodes().size());
        for (NewCondition.Node node : condition.nodes()) {
            write(node, nodes.next());
        }
    }

    private static void write(NewCondition.Node node, NodesEncoder nodes) {
        boolean isComparison = node.kind() == ConditionNodeKind.PRICE;
        nodes.value(isComparison ? node.value() : NodesEncoder.valueNullValue())
                .instrumentId(isComparison ? node.instrumentId() : NodesEncoder.instrumentIdNullValue())
                .operandCount(node.operandCount())
                .kind(node.kind())
                .field(isComparison ? node.field() : ConditionField.NULL_VAL)
                .comparison(isComparison ? node.comparison() : Comparison.NULL_VAL);
    }
}
