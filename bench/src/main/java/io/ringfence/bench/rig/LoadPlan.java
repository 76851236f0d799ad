package io.ringfence.bench.rig;

/**
 * What is asked of a subject in one round.
 *
 * @param ratePerSecond messages a second, evenly spread; 0: as fast as it takes them (then a message is due when it is sent)
 * @param warmUpMs before anything is recorded
 * @param measureMs for which it is recorded
 */
public record LoadPlan(long ratePerSecond, long warmUpMs, long measureMs) {
    /** Validates. */
    public LoadPlan {
        check(ratePerSecond >= 0 && ratePerSecond <= 1_000_000_000, "rate", ratePerSecond, "0 to 1000000000 a second");
        check(warmUpMs >= 0 && warmUpMs <= 600_000, "warm-up", warmUpMs, "0 to 600000 ms");
        check(measureMs >= 1 && measureMs <= 86_400_000, "measure", measureMs, "1 to 86400000 ms");
    }

    private static void check(boolean holds, String field, long value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " = " + value + ": expected " + expected);
        }
    }
}
