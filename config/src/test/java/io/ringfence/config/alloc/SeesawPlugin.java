package io.ringfence.config.alloc;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Parameters;
import io.ringfence.core.strategy.StrategyContext;
import io.ringfence.core.strategy.StrategyLogic;
import io.ringfence.core.strategy.StrategyPlugin;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code seesaw}: enters whenever the price stands at {@code at}, so that its stop, which lies below, fires once each time
 * the price swings. With {@code lead=1} it holds the trade stage at the tick that the test has named, and with {@code
 * garbage=1} it makes an object of 16 bytes on each tick. Both are what a plug-in must never do.
 */
public final class SeesawPlugin implements StrategyPlugin {
    /** Public and volatile, or the compiler would see that nobody reads it and make nothing. */
    public static volatile Object garbage;

    /** Ticks that the leading strategy has had; written by the trade stage's thread. */
    static final AtomicLong TICKS = new AtomicLong();

    /** How many it may have, set by the test. */
    static final AtomicLong MAX_TICKS = new AtomicLong();

    /** Positions that were left, which nothing but a stop or a target does; written by the trade stage's thread. */
    static final AtomicLong EXITS = new AtomicLong();

    private static final long LOOK_AGAIN_NS = 200_000;

    /** For the service loader. */
    public SeesawPlugin() {}

    @Override
    public String name() {
        return "seesaw";
    }

    @Override
    public StrategyLogic create(Parameters parameters) {
        return new Logic(
                parameters.integer("at", 1, 1_000_000) * Decimal.ONE,
                parameters.integer("lead", 0, 1) == 1,
                parameters.integer("garbage", 0, 1) == 1);
    }

    private record Logic(long priceAt, boolean isLeading, boolean isWasteful) implements StrategyLogic {
        @Override
        public boolean wantsTicks() {
            return true;
        }

        @Override
        public void onTick(long price, StrategyContext context) {
            if (isLeading) {
                holdAt(TICKS.get());
                TICKS.incrementAndGet();
            }
            if (isWasteful) {
                garbage = new Object();
            }
            if (price == priceAt && context.isFlat()) {
                context.enter();
            }
        }

        @Override
        public void onFill(StrategyContext context) {
            if (context.openQuantity() == 0) {
                EXITS.incrementAndGet();
            }
        }

        private static void holdAt(long ticks) {
            while (ticks >= MAX_TICKS.get()) {
                LockSupport.parkNanos(LOOK_AGAIN_NS);
            }
        }

        @Override
        public void writeTo(StateSink sink) {
            // It keeps nothing.
        }

        @Override
        public void readFrom(StateSource source) {
            // Nothing was written.
        }
    }
}
