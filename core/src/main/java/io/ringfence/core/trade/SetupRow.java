package io.ringfence.core.trade;

import io.ringfence.core.event.TriggerSource;

/**
 * What a strategy was created with and keeps, as far as {@link StrategyRow} does not have it.
 *
 * @param strategyId whose
 * @param triggerSource price that stop and target watch
 * @param parameters of its logic
 */
public record SetupRow(long strategyId, TriggerSource triggerSource, String parameters) {
    static SetupRow of(Strategy strategy) {
        return new SetupRow(strategy.id, strategy.triggerSource, strategy.parameters);
    }
}
