package io.ringfence.config;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Parameters;
import io.ringfence.core.strategy.StrategyContext;
import io.ringfence.core.strategy.StrategyLogic;
import io.ringfence.core.strategy.StrategyPlugin;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code fickle}: breaks the contract. It says what depends on how often any of its kind was called; with {@code mute=1} it
 * throws where it is to write its state.
 */
public final class FicklePlugin implements StrategyPlugin {
    private static final AtomicLong CALLS = new AtomicLong();

    /** For the service loader. */
    public FicklePlugin() {}

    @Override
    public String name() {
        return "fickle";
    }

    @Override
    public StrategyLogic create(Parameters parameters) {
        return new Logic(parameters.integer("mute", 0, 1) == 1);
    }

    private record Logic(boolean isMute) implements StrategyLogic {
        @Override
        public boolean wantsTicks() {
            return true;
        }

        @Override
        public void onTick(long price, StrategyContext context) {
            context.log("calls", isMute ? price : CALLS.incrementAndGet());
        }

        @Override
        public void writeTo(StateSink sink) {
            if (isMute) {
                throw new IllegalStateException("mute");
            }
        }

        @Override
        public void readFrom(StateSource source) {
            // Nothing was written.
        }
    }
}
