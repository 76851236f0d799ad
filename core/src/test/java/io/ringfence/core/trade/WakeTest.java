package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.strategy.Parameters;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.strategy.StrategyContext;
import io.ringfence.core.strategy.StrategyLogic;
import io.ringfence.core.strategy.StrategyPlugin;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Create;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A logic that asks to be woken at times that have passed. */
final class WakeTest {
    /** Says that it was woken, and asks for the same again, long ago. */
    private static final class Sleepless implements StrategyPlugin {
        @Override
        public String name() {
            return "sleepless";
        }

        @Override
        public StrategyLogic create(Parameters parameters) {
            return new StrategyLogic() {
                @Override
                public void onStart(StrategyContext context) {
                    context.wakeAt(0);
                }

                @Override
                public void onTimer(Timer timer, StrategyContext context) {
                    context.log("woken", context.nowNs());
                    context.wakeAt(0);
                }

                @Override
                public void writeTo(StateSink sink) {
                    // Nothing is remembered.
                }
            };
        }
    }

    @Test
    void shouldWakeItOnceAnEventAndNeverForTheSameTimeTwice() {
        TestCore core = new TestCore(Plugins.with(List.of(new Sleepless())));
        core.apply(TestEvent.Node.defaults());
        core.apply(new TestEvent.Define(0, "A"));
        core.at(10)
                .apply(new Create(
                                0,
                                PositionSide.LONG,
                                1,
                                TestEvent.NONE,
                                TestEvent.NONE,
                                TriggerSource.LAST,
                                StopUnit.AMOUNT,
                                1)
                        .logic("sleepless", ""));
        assertEquals(List.of("STRATEGY_STARTED"), core.apply(new TestEvent.Start(3)));
        assertEquals(List.of(), core.apply(new TestEvent.Time()));
        assertEquals(11, core.logic().trade().nextDeadlineNs());
        assertEquals(List.of("STRATEGY_EVENT_LOGGED 3 20 woken"), core.at(20).apply(new TestEvent.Time()));
        assertEquals(List.of(), core.apply(new TestEvent.Time()));
        assertEquals(List.of("STRATEGY_EVENT_LOGGED 3 21 woken"), core.at(21).apply(new TestEvent.Time()));
    }
}
