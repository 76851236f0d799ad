package io.ringfence.core.trade;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Parameters;
import io.ringfence.core.strategy.StrategyContext;
import io.ringfence.core.strategy.StrategyLogic;
import io.ringfence.core.strategy.StrategyPlugin;

/**
 * {@code random}: enters, leaves, logs and asks to be woken as figures say that follow from its seed and from what it was
 * told. A faulty one throws at times, a greedy one asks for too much.
 */
final class RandomPlugin implements StrategyPlugin {
    @Override
    public String name() {
        return "random";
    }

    @Override
    public StrategyLogic create(Parameters parameters) {
        parameters.expectOnly("seed", "faults", "rounds");
        return new Logic(
                parameters.integer("seed", 0, Integer.MAX_VALUE),
                parameters.integer("faults", 0, 1) == 1,
                parameters.integer("rounds", 0, 1) == 0);
    }

    private static final class Logic implements StrategyLogic {
        private final boolean isFaulty;
        private final boolean isOneShot;
        private long state;

        Logic(long seed, boolean isFaulty, boolean isOneShot) {
            this.state = seed;
            this.isFaulty = isFaulty;
            this.isOneShot = isOneShot;
        }

        /** A linear congruential step (D. Knuth, MMIX); its upper bits. */
        private int next(int bound) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            return (int) ((state >>> 33) % bound);
        }

        private void act(StrategyContext context) {
            state += context.nowNs() + context.openQuantity() + context.averageEntry();
            int choice = next(16);
            if (choice < 4) {
                context.enter();
            } else if (choice < 6) {
                context.exit();
            } else if (choice == 6) {
                // At times one that has passed.
                context.wakeAt(context.nowNs() + next(30) - 5);
            } else if (choice == 7) {
                context.log("random", next(100));
            } else if (choice == 8) {
                context.exit();
                context.enter();
            }
            if (isFaulty && next(40) == 0) {
                for (int i = 0; i < 2 + next(20); i++) {
                    context.log("greedy", i);
                }
                if (next(2) == 0) {
                    throw new IllegalStateException("faulty");
                }
            }
        }

        @Override
        public boolean isOneShot(StrategyContext context) {
            return isOneShot;
        }

        @Override
        public boolean wantsTicks() {
            return true;
        }

        @Override
        public void onStart(StrategyContext context) {
            context.wakeAt(context.nowNs() + 1 + next(20));
        }

        @Override
        public void onTick(long price, StrategyContext context) {
            state += price;
            act(context);
        }

        @Override
        public void onFill(StrategyContext context) {
            act(context);
        }

        @Override
        public void onTimer(Timer timer, StrategyContext context) {
            if (timer == Timer.ENTRY_TIME && next(4) > 0) {
                context.enter();
            } else {
                act(context);
            }
        }

        @Override
        public void writeTo(StateSink sink) {
            sink.putLong(state);
        }

        @Override
        public void readFrom(StateSource source) {
            state = source.getLong();
        }
    }
}
