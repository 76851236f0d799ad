package io.ringfence.bench.subject;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Parameters;
import io.ringfence.core.strategy.StrategyContext;
import io.ringfence.core.strategy.StrategyLogic;
import io.ringfence.core.strategy.StrategyPlugin;

/** {@code always-in}: enters whenever nothing is held, so that a stop which has fired is armed again by the next fill. */
final class AlwaysIn implements StrategyPlugin {
    static final String NAME = "always-in";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StrategyLogic create(Parameters parameters) {
        parameters.expectOnly();
        return new StrategyLogic() {
            @Override
            public void onStart(StrategyContext context) {
                context.enter();
            }

            @Override
            public void writeTo(StateSink sink) {}

            @Override
            public void readFrom(StateSource source) {}
        };
    }
}
