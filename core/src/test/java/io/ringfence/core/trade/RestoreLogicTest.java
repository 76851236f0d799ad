package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Parameters;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.strategy.StrategyContext;
import io.ringfence.core.strategy.StrategyLogic;
import io.ringfence.core.strategy.StrategyPlugin;
import io.ringfence.core.testkit.StateBytes;
import io.ringfence.core.testkit.TestCore;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.testkit.TestEvent.Tick;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Plug-ins that are not there any more, or do not read back what they wrote. */
final class RestoreLogicTest {
    private static final long ONE = TradeScenario.ONE;

    /** {@code two}: keeps the last two prices, and reads them back as a test says. */
    private static final class TwoPrices implements StrategyPlugin, StrategyLogic {
        private final BiConsumer<TwoPrices, StateSource> reading;
        private long last;
        private long oneBefore;

        TwoPrices(BiConsumer<TwoPrices, StateSource> reading) {
            this.reading = reading;
        }

        @Override
        public String name() {
            return "two";
        }

        @Override
        public StrategyLogic create(Parameters parameters) {
            parameters.expectOnly("a");
            return new TwoPrices(reading);
        }

        @Override
        public boolean wantsTicks() {
            return true;
        }

        @Override
        public void onTick(long price, StrategyContext context) {
            context.log("before", last);
            oneBefore = last;
            last = price;
        }

        @Override
        public void writeTo(StateSink sink) {
            sink.putLong(last);
            sink.putLong(oneBefore);
        }

        @Override
        public void readFrom(StateSource source) {
            reading.accept(this, source);
        }

        private void read(StateSource source) {
            last = source.getLong();
            oneBefore = source.getLong();
        }
    }

    private static Plugins plugins(BiConsumer<TwoPrices, StateSource> reading) {
        return Plugins.with(List.of(new TwoPrices(reading)));
    }

    /** A host with one such strategy that has seen two prices. */
    private static TestCore host() {
        TestCore core = new TestCore(plugins(TwoPrices::read));
        core.apply(TestEvent.Node.defaults());
        core.apply(new TestEvent.Define(0, "BTC"));
        core.apply(TradeScenario.terms(PositionSide.LONG).named("alpha").logic("two", "a=1"));
        core.apply(new TestEvent.Start(3));
        core.apply(Tick.of(0, 1).trade(7 * ONE));
        core.apply(Tick.of(0, 2).trade(8 * ONE));
        return core;
    }

    private static String refusal(Plugins plugins) {
        StateBytes state = new StateBytes();
        host().logic().writeTo(state);
        return assertThrows(StateFormatException.class, () -> new CoreLogic(plugins).readFrom(state.source()))
                .getMessage();
    }

    private static void assertRefused(String reason, Plugins plugins) {
        assertEquals(
                "strategy 3, alpha: plug-in two with parameters \"a=1\" cannot be read back: " + reason,
                refusal(plugins));
    }

    @Test
    void shouldGoOnWithWhatTheLogicKept() {
        TestCore restored = host().restored();
        assertEquals(
                List.of("STRATEGY_EVENT_LOGGED 3 800000000 before"),
                restored.apply(Tick.of(0, 3).trade(9 * ONE)));
    }

    private static Consumer<StateSink> failingToWrite() {
        return sink -> {
            throw new IllegalStateException("cannot");
        };
    }

    @Test
    void shouldNameStrategyAndPluginWhenItsLogicCannotWriteItsState() {
        TestPlugin plugin = new TestPlugin();
        TestCore core = host(plugin);
        core.logic().stateHash();
        plugin.write = failingToWrite();
        String problem = assertThrows(
                        StateFormatException.class, () -> core.logic().stateHash())
                .getMessage();
        assertEquals(
                "strategy 3, alpha: plug-in test with parameters \"\" cannot write its state:"
                        + " java.lang.IllegalStateException: cannot",
                problem);
        // It trades on all the same.
        assertEquals(1, core.commands(Tick.of(0, 3).trade(100 * ONE)).size());
    }

    @Test
    void shouldNotAskTheLogicOfAnAbortedStrategyForItsState() {
        TestPlugin plugin = new TestPlugin();
        TestCore core = host(plugin);
        plugin.tick = context -> {
            throw new IllegalStateException("a bug");
        };
        assertEquals(
                List.of("STRATEGY_STOPPED 3 0 ABORTED"),
                core.apply(Tick.of(0, 3).trade(9 * ONE)));
        plugin.write = failingToWrite();
        // A plug-in that has gone does not matter any more, either.
        plugin.create = () -> {
            throw new IllegalStateException("gone");
        };
        TestCore restored = core.restored();
        assertEquals(core.logic().stateHash(), restored.logic().stateHash());
        Tick next = Tick.of(0, 4).trade(9 * ONE);
        assertEquals(core.applyAll(next), restored.applyAll(next));
        assertEquals(core.logic().stateHash(), restored.logic().stateHash());
    }

    /** A host with one strategy of this plug-in that enters at 100. */
    private static TestCore host(TestPlugin plugin) {
        TestCore core = new TestCore(plugin.enteringAt(100 * ONE).plugins());
        core.apply(TestEvent.Node.defaults());
        core.apply(new TestEvent.Define(0, "BTC"));
        core.apply(new TestEvent.Create(
                        0,
                        PositionSide.LONG,
                        ONE,
                        TestEvent.NONE,
                        TestEvent.NONE,
                        TriggerSource.LAST,
                        StopUnit.AMOUNT,
                        10 * ONE)
                .named("alpha")
                .logic("test", ""));
        core.apply(new TestEvent.Start(3));
        return core;
    }

    @Test
    void shouldRefuseAPluginThatIsNotThere() {
        assertRefused("logic = two: expected one of ema-cross, timed", Plugins.BUILT_IN);
    }

    @Test
    void shouldRefuseAPluginThatRefusesItsParameters() {
        assertRefused("parameter a: expected none", Plugins.with(List.of(new StrategyPlugin() {
            @Override
            public String name() {
                return "two";
            }

            @Override
            public StrategyLogic create(Parameters parameters) {
                parameters.expectOnly();
                return new TwoPrices(TwoPrices::read);
            }
        })));
    }

    @Test
    void shouldRefuseALogicThatThrows() {
        assertRefused("java.lang.IllegalStateException: a bug", plugins((logic, source) -> {
            throw new IllegalStateException("a bug");
        }));
    }

    @Test
    void shouldRefuseALogicThatReadsLessThanItWrote() {
        assertRefused("it has read 1 of 2 values", plugins((logic, source) -> logic.last = source.getLong()));
    }

    @Test
    void shouldRefuseALogicThatReadsMoreThanItWrote() {
        assertRefused("it has read more than 2 values", plugins((logic, source) -> {
            logic.read(source);
            source.getLong();
        }));
    }

    @Test
    void shouldRefuseALogicThatReadsInAnotherOrder() {
        assertRefused("it would write other values than it has read", plugins((logic, source) -> {
            logic.oneBefore = source.getLong();
            logic.last = source.getLong();
        }));
    }
}
