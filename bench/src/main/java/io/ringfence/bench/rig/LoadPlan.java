package io.ringfence.bench.rig;

/**
 * What is asked of a subject in one round.
 *
 * @param ratePerSecond messages a second, evenly spread, or on average where they are recorded; 0: as fast as it takes them (then a message is due when it is sent)
 * @param warmUpMs before anything is recorded
 * @param measureMs for which it is recorded
 * @param speed of recorded messages, so many times as fast as they were recorded; 0 where they are not
 */
public record LoadPlan(long ratePerSecond, long warmUpMs, long measureMs, long speed) {
    /** Of messages that are not recorded. */
    public LoadPlan(long ratePerSecond, long warmUpMs, long measureMs) {
        this(ratePerSecond, warmUpMs, measureMs, 0);
    }

    /** Validates. */
    public LoadPlan {
        check(ratePerSecond >= 0 && ratePerSecond <= 1_000_000_000, "rate", ratePerSecond, "0 to 1000000000 a second");
        check(warmUpMs >= 0 && warmUpMs <= 600_000, "warm-up", warmUpMs, "0 to 600000 ms");
        check(measureMs >= 1 && measureMs <= 86_400_000, "measure", measureMs, "1 to 86400000 ms");
        check(speed >= 0 && speed <= 1_000_000, "speed", speed, "0 to 1000000");
    }

    private static void check(boolean holds, String field, long value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " = " + value + ": expected " + expected);
        }
    }
}
