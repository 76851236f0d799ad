package io.ringfence.core.trade;

import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongArrayList;

/** What follows from conditions; the stop-loss stage knows when they come true. */
final class ConditionDesk {
    private final SystemOutputs outputs;
    private final StrategyDesk strategies;
    private final EventDesk events;
    private final Long2ObjectHashMap<ConditionRow> standing = new Long2ObjectHashMap<>();

    ConditionDesk(SystemOutputs outputs, StrategyDesk strategies, EventDesk events) {
        this.outputs = outputs;
        this.strategies = strategies;
        this.events = events;
    }

    void create(long conditionId, ConditionCreatedDecoder created) {
        standing.put(
                conditionId,
                new ConditionRow(
                        conditionId,
                        created.name(),
                        created.accountId(),
                        created.commandId(),
                        created.action(),
                        created.strategyId(),
                        created.isRepeating() == Flag.YES));
    }

    void remove(long conditionId) {
        standing.remove(conditionId);
    }

    /** A condition has come true with this price. One that is true as it is created is not known here before it is. */
    void onTrue(long conditionId, int instrumentId, long price) {
        ConditionRow condition = standing.get(conditionId);
        boolean isOfEvent = condition != null && condition.action() == ConditionAction.EVENT;
        if (condition == null || isOfEvent && !events.isWaiting(conditionId)) {
            return;
        }
        outputs.conditionTriggered(
                condition.accountId(), conditionId, condition.strategyId(), price, instrumentId, condition.action());
        if (!condition.isRepeating()) {
            standing.remove(conditionId);
        }
        if (isOfEvent) {
            events.onTrue(conditionId, price);
            return;
        }
        Strategy strategy = strategies.find(condition.strategyId());
        if (strategy != null && condition.action() != ConditionAction.ALERT) {
            strategies.onCondition(strategy, condition.action() == ConditionAction.ENTER);
        }
    }

    /** The events of some have ended: those conditions stand no more, as far as anything follows from them. */
    void onEventsEnded(LongArrayList eventIds) {
        for (int i = 0; i < eventIds.size(); i++) {
            standing.remove(eventIds.getLong(i));
        }
        eventIds.clear();
    }

    /** All that stand, in order of creation. */
    List<ConditionRow> rows() {
        return standing.values().stream()
                .sorted(Comparator.comparingLong(ConditionRow::id))
                .toList();
    }

    void writeTo(StateSink sink) {
        long[] ids =
                standing.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        sink.putLong(ids.length);
        for (long id : ids) {
            ConditionRow condition = standing.get(id);
            sink.putLong(id);
            sink.putLong(condition.action().value());
            sink.putLong(condition.strategyId());
            sink.putFlag(condition.isRepeating());
            sink.putText(condition.name());
            sink.putLong(condition.accountId());
            sink.putText(condition.commandId());
        }
    }

    void readFrom(StateSource source) {
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            long id = source.getLong();
            ConditionAction action = source.getConstant(ConditionAction.values(), ConditionAction::value);
            long strategyId = source.getLong();
            boolean isRepeating = source.getFlag();
            standing.put(
                    id,
                    new ConditionRow(
                            id, source.getText(), source.getInt(), source.getText(), action, strategyId, isRepeating));
        }
    }
}
