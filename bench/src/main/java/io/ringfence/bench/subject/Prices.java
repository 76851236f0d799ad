package io.ringfence.bench.subject;

import io.ringfence.core.decimal.Decimal;
import java.util.SplittableRandom;

/**
 * Prices of ticks that fire nothing: a random walk of cents around {@link Positions#PRICE}, there and back again, so that it
 * may be repeated for ever. Made ahead, because drawing it would be measured too.
 */
final class Prices {
    private static final int STEPS = 1 << 14;
    private static final int MASK = 2 * STEPS - 1;
    /** Well above everything that may fire. */
    private static final long MAX_SWING = 40 * Decimal.ONE;

    private static final long STEP = Decimal.ONE / 100;

    private final long[] walk = new long[2 * STEPS];

    Prices() {
        SplittableRandom random = new SplittableRandom(1);
        long swing = 0;
        for (int i = 0; i < STEPS; i++) {
            swing = Math.max(-MAX_SWING, Math.min(MAX_SWING, swing + (random.nextInt(3) - 1) * STEP));
            walk[i] = Positions.PRICE + swing;
            walk[2 * STEPS - 1 - i] = walk[i];
        }
    }

    long of(long index) {
        return walk[(int) index & MASK];
    }
}
