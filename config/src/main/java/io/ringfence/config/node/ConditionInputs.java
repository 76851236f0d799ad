package io.ringfence.config.node;

import io.ringfence.core.command.InputEncoding;
import io.ringfence.core.command.NewCondition;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.trade.ConditionRow;
import org.agrona.MutableDirectBuffer;

/** Encodes a declared condition. Each method returns the length without the header. */
final class ConditionInputs {
    private final InputEncoding inputs = new InputEncoding();
    private final Ids ids;

    ConditionInputs(Ids ids) {
        this.ids = ids;
    }

    int created(MutableDirectBuffer buffer, ConditionSpec condition) {
        NewCondition resolved = new NewCondition(
                condition.name(),
                ids.account(condition.account()),
                condition.nodes().stream().map(this::resolved).toList(),
                condition.hysteresisRatio(),
                condition.isRepeating(),
                condition.action(),
                condition.strategy().map(ids::strategy).orElse(0L));
        return inputs.conditionCreated(buffer, resolved, condition.commandId());
    }

    private NewCondition.Node resolved(ConditionSpec.Node node) {
        int instrumentId = node.kind() == ConditionNodeKind.PRICE ? ids.instrument(node.symbol()) : 0;
        return new NewCondition.Node(
                node.kind(), instrumentId, node.field(), node.comparison(), node.value(), node.operandCount());
    }

    /** Takes a condition away that the file has otherwise now. */
    int removed(MutableDirectBuffer buffer, ConditionRow standing) {
        return inputs.conditionRemoved(buffer, standing.id(), standing.accountId(), "");
    }
}
