package io.ringfence.config.node;

/**
 * What a node does before its first event, so that this one is not the slowest.
 *
 * @param ticks made up for it, {@value #TICKS_PER_SECOND} a second, 0 to 10,000,000; 0: none, and no warm-up
 * @param limitMs longest time it may take, 100 ms to 10 minutes
 */
public record WarmUpConfig(int ticks, int limitMs) {
    /** A rate at which the compiler's threads find a core free now and then, also where there are two. */
    public static final int TICKS_PER_SECOND = 100_000;

    /** No warm-up. */
    public static final WarmUpConfig NONE = new WarmUpConfig(0, 10_000);

    /** Validates. */
    public WarmUpConfig {
        check(ticks >= 0 && ticks <= 10_000_000, "events", ticks, "0 to 10000000");
        check(limitMs >= 100 && limitMs <= 600_000, "time-limit", limitMs + " ms", "100 ms to 10 minutes");
    }

    private static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("warm-up." + field + " = " + value + ": expected " + expected);
        }
    }
}
