package io.ringfence.core.trade;

import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.state.StateSink;
import org.agrona.collections.Long2ObjectHashMap;

/** What follows from conditions; the stop-loss stage knows when they come true. */
final class ConditionDesk {
    private record Consequence(ConditionAction action, long strategyId, boolean isRepeating) {}

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
                new Consequence(created.action(), created.strategyId(), created.isRepeating() == Flag.YES));
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
        outputs.conditionTriggered(conditionId, consequence.strategyId, price, instrumentId, consequence.action);
        if (!consequence.isRepeating) {
            consequences.remove(conditionId);
        }
        Strategy strategy = strategies.find(consequence.strategyId);
        if (strategy != null && consequence.action != ConditionAction.ALERT) {
            strategies.onCondition(strategy, consequence.action == ConditionAction.ENTER);
        }
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
        }
    }
}
