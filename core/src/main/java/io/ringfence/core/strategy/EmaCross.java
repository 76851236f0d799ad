package io.ringfence.core.strategy;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.math.RoundingMode;

/**
 * Two exponential moving averages of the price, each {@code ema += (price - ema) * 2 / (length + 1)} from the first sample
 * on (J. Hunter, The Exponentially Weighted Moving Average, 1986, with the usual factor of 2 / (n + 1)). Nothing is asked for
 * before as many samples as the slow one is long.
 */
final class EmaCross implements StrategyLogic {
    private final int slowLength;
    private final long fastWeight;
    private final long slowWeight;
    private final long sampleIntervalNs;
    private long fast;
    private long slow;
    private long samples;
    private long nextSampleNs = Long.MIN_VALUE;

    EmaCross(int fastLength, int slowLength, long sampleIntervalNs) {
        this.slowLength = slowLength;
        this.fastWeight = weight(fastLength);
        this.slowWeight = weight(slowLength);
        this.sampleIntervalNs = sampleIntervalNs;
    }

    private static long weight(int length) {
        return 2 * Decimal.ONE / (length + 1);
    }

    @Override
    public boolean wantsTicks() {
        return true;
    }

    @Override
    public void onTick(long price, StrategyContext context) {
        if (context.nowNs() < nextSampleNs) {
            return;
        }
        nextSampleNs = context.nowNs() + sampleIntervalNs;
        boolean wasAbove = fast > slow;
        fast = samples == 0 ? price : next(fast, price, fastWeight);
        slow = samples == 0 ? price : next(slow, price, slowWeight);
        samples++;
        boolean isAbove = fast > slow;
        if (samples > slowLength && isAbove != wasAbove) {
            cross(isAbove == context.isLong(), context);
        }
    }

    private static void cross(boolean isGood, StrategyContext context) {
        if (isGood) {
            context.enter();
        } else {
            context.exit();
        }
    }

    private static long next(long average, long price, long weight) {
        return average + Decimal.multiply(price - average, weight, RoundingMode.HALF_EVEN);
    }

    @Override
    public void writeTo(StateSink sink) {
        sink.putLong(fast);
        sink.putLong(slow);
        sink.putLong(samples);
        sink.putLong(nextSampleNs);
    }

    @Override
    public void readFrom(StateSource source) {
        fast = source.getLong();
        slow = source.getLong();
        samples = source.getLong();
        nextSampleNs = source.getLong();
    }
}
