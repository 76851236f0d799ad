package io.ringfence.core.strategy;

/**
 * {@code ema-cross}: enters when a fast exponential moving average of the price crosses to the good side of a slow one, and
 * leaves when it crosses back. An example of an indicator strategy, and nothing to earn money with.
 *
 * <p>Parameters: {@code fast} and {@code slow}, the averages' lengths in samples, 1 to 100,000 and fast the smaller; {@code
 * every-ms}, the least time between two samples, 1 to 86,400,000, absent for a sample with every tick.
 */
final class EmaCrossPlugin implements StrategyPlugin {
    private static final int MAX_SAMPLES = 100_000;
    private static final int DAY_MS = 86_400_000;

    @Override
    public String name() {
        return "ema-cross";
    }

    @Override
    public StrategyLogic create(Parameters parameters) {
        parameters.expectOnly("fast", "slow", "every-ms");
        int slow = parameters.integer("slow", 2, MAX_SAMPLES);
        int fast = parameters.integer("fast", 1, slow - 1);
        int everyMs = parameters.has("every-ms") ? parameters.integer("every-ms", 1, DAY_MS) : 0;
        return new EmaCross(fast, slow, everyMs * 1_000_000L);
    }
}
