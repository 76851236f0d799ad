package io.ringfence.core.trade;

import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** What follows from conditions; the stop-loss stage knows when they come true. */
final class ConditionDesk {
    private record Consequence(ConditionAction action, long strategyId, boolean isRepeating, ConditionRow row) {}

    private final SystemOutputs outputs;
    private final StrategyDesk strategies;
    private final Long2ObjectHashMap<Consequence> consequences = new Long2ObjectHashMap<>();

    ConditionDesk(SystemOutputs outputs, StrategyDesk strategies) {
        this.outputs = outputs;
        this.strategies = strategies;
    }

    void create(long conditionId, ConditionCreatedDecoder created) {
        consequences.put(
                conditionId,
                new Consequence(
                        created.action(),
                        created.strategyId(),
                        created.isRepeating() == Flag.YES,
                        new ConditionRow(conditionId, created.name(), created.accountId(), created.commandId())));
    }

    void remove(long conditionId) {
        consequences.remove(conditionId);
    }

    /** A condition has come true with this price. One that is true as it is created is not known here before it is. */
    void onTrue(long conditionId, int instrumentId, long price) {
        Consequence consequence = consequences.get(conditionId);
        if (consequence == null) {
            return;
        }
        outputs.conditionTriggered(
                consequence.row.accountId(),
                conditionId,
                consequence.strategyId,
                price,
                instrumentId,
                consequence.action);
        if (!consequence.isRepeating) {
            consequences.remove(conditionId);
        }
        Strategy strategy = strategies.find(consequence.strategyId);
        if (strategy != null && consequence.action != ConditionAction.ALERT) {
            strategies.onCondition(strategy, consequence.action == ConditionAction.ENTER);
        }
    }

    /** All that stand, in order of creation. */
    List<ConditionRow> rows() {
        return consequences.values().stream()
                .map(Consequence::row)
                .sorted(Comparator.comparingLong(ConditionRow::id))
                .toList();
    }

    void writeTo(StateSink sink) {
        long[] ids = consequences.keySet().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        sink.putLong(ids.length);
        for (long id : ids) {
            Consequence consequence = consequences.get(id);
            sink.putLong(id);
            sink.putLong(consequence.action.value());
            sink.putLong(consequence.strategyId);
            sink.putFlag(consequence.isRepeating);
            sink.putText(consequence.row.name());
            sink.putLong(consequence.row.accountId());
            sink.putText(consequence.row.commandId());
        }
    }

    void readFrom(StateSource source) {
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            long id = source.getLong();
            ConditionAction action = source.getConstant(ConditionAction.values(), ConditionAction::value);
            long strategyId = source.getLong();
            boolean isRepeating = source.getFlag();
            ConditionRow row = new ConditionRow(id, source.getText(), source.getInt(), source.getText());
            consequences.put(id, new Consequence(action, strategyId, isRepeating, row));
        }
    }
}
