package io.ringfence.core.strategy;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** {@code timed}: enters at the entry time of the strategy's terms. It leaves at their exit time, as every strategy does. */
final class TimedPlugin implements StrategyPlugin {
    @Override
    public String name() {
        return "timed";
    }

    @Override
    public StrategyLogic create(Parameters parameters) {
        parameters.expectOnly();
        return new StrategyLogic() {
            @Override
            public boolean isOneShot(StrategyContext context) {
                return !context.isDaily();
            }

            @Override
            public void onTimer(Timer timer, StrategyContext context) {
                if (timer == Timer.ENTRY_TIME) {
                    context.enter();
                }
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
