package io.ringfence.core.strategy;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** {@code manual}: decides nothing. What opens its one round is the person's order that made the strategy. */
final class ManualPlugin implements StrategyPlugin {
    @Override
    public String name() {
        return Plugins.MANUAL;
    }

    @Override
    public StrategyLogic create(Parameters parameters) {
        parameters.expectOnly();
        return new StrategyLogic() {
            @Override
            public boolean isOneShot(StrategyContext context) {
                return true;
            }

            @Override
            public void writeTo(StateSink sink) {
                // Nothing is remembered.
            }

            @Override
            public void readFrom(StateSource source) {
                // Nothing was written.
            }
        };
    }
}
