package io.ringfence.config.node;

import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionCreatedEncoder;
import io.ringfence.core.event.ConditionCreatedEncoder.NodesEncoder;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.ConditionRemovedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.trade.ConditionRow;
import org.agrona.MutableDirectBuffer;

/** Encodes a declared condition. */
final class ConditionInputs {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final Ids ids;

    ConditionInputs(Ids ids) {
        this.ids = ids;
    }

    /** Returns the length without the header. */
    int created(MutableDirectBuffer buffer, ConditionSpec condition) {
        ConditionCreatedEncoder created = new ConditionCreatedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .strategyId(condition.strategy().map(ids::strategy).orElse(0L))
                .hysteresisRatio(condition.hysteresisRatio())
                .accountId(ids.account(condition.account()))
                .action(condition.action())
                .isRepeating(StrategyInputs.flag(condition.isRepeating()))
                .name(condition.name())
                .commandId(condition.commandId());
        NodesEncoder nodes = created.nodesCount(condition.nodes().size());
        for (ConditionSpec.Node node : condition.nodes()) {
            write(node, nodes.next());
        }
        return created.encodedLength();
    }

    /** Takes a condition away that the file has otherwise now. Returns the length without the header. */
    int removed(MutableDirectBuffer buffer, ConditionRow standing) {
        return new ConditionRemovedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .conditionId(standing.id())
                .accountId(standing.accountId())
                .commandId("")
                .encodedLength();
    }

    private void write(ConditionSpec.Node node, NodesEncoder nodes) {
        boolean isComparison = node.kind() == ConditionNodeKind.PRICE;
        nodes.value(isComparison ? node.value() : NodesEncoder.valueNullValue())
                .instrumentId(isComparison ? ids.instrument(node.symbol()) : NodesEncoder.instrumentIdNullValue())
                .operandCount(node.operandCount())
                .kind(node.kind())
                .field(isComparison ? node.field() : ConditionField.NULL_VAL)
                .comparison(isComparison ? node.comparison() : Comparison.NULL_VAL);
    }
}
