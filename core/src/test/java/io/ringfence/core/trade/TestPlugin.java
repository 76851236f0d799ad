package io.ringfence.core.trade;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Parameters;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.strategy.StrategyContext;
import io.ringfence.core.strategy.StrategyLogic;
import io.ringfence.core.strategy.StrategyPlugin;
import java.util.List;
import java.util.function.Consumer;

/** {@code test}: a plug-in whose logic does what a test says, the same for each of its strategies. */
final class TestPlugin implements StrategyPlugin {
    Consumer<StrategyContext> start = context -> {};
    Consumer<StrategyContext> tick = context -> {};
    Consumer<StrategyContext> fill = context -> {};
    Consumer<StrategyContext> entryTime = context -> {};
    Consumer<StrategyContext> wake = context -> {};
    Consumer<StrategyContext> oneShot = context -> {};
    Runnable wantsTicks = () -> {};
    Runnable create = () -> {};
    /** Of nothing, usually. */
    Consumer<StateSink> write = sink -> {};
    /** Price of the tick that is being handled. */
    long price;

    /** It and the built-in ones. */
    Plugins plugins() {
        return Plugins.with(List.of(this));
    }

    /** Enters with each tick at a price, while flat. */
    TestPlugin enteringAt(long entryPrice) {
        tick = context -> {
            if (price == entryPrice) {
                context.enter();
            }
        };
        return this;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public StrategyLogic create(Parameters parameters) {
        create.run();
        return new StrategyLogic() {
            @Override
            public boolean wantsTicks() {
                wantsTicks.run();
                return true;
            }

            @Override
            public boolean isOneShot(StrategyContext context) {
                oneShot.accept(context);
                return false;
            }

            @Override
            public void onStart(StrategyContext context) {
                start.accept(context);
            }

            @Override
            public void onTick(long tickPrice, StrategyContext context) {
                price = tickPrice;
                tick.accept(context);
            }

            @Override
            public void onFill(StrategyContext context) {
                fill.accept(context);
            }

            @Override
            public void onTimer(Timer timer, StrategyContext context) {
                (timer == Timer.WAKE ? wake : entryTime).accept(context);
            }

            @Override
            public void writeTo(StateSink sink) {
                write.accept(sink);
            }

            @Override
            public void readFrom(StateSource source) {
                // Nothing was written.
            }
        };
    }
}
