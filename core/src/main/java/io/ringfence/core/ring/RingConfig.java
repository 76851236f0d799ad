package io.ringfence.core.ring;

/**
 * Size and layout of the ring.
 *
 * @param slots number of slots, a power of two from 64 to 4,194,304
 * @param threading thread layout
 * @param waitProfile how stage threads wait
 * @param maxBatchEvents most events a stage takes before it shows its progress to those downstream; bounds a journal group
 * @param inputInitialBytes room for an input kept in each slot; {@link EventBuffer} says when it is more for a while
 * @param inputMaxBytes largest input
 * @param outputInitialBytes room for an event's outputs kept in each slot; a stop that fires and its order put out about 600
 *     bytes, the end of a round about 900
 * @param outputMaxBytes most outputs of one event; one that puts out more halts the core
 */
public record RingConfig(
        int slots,
        ThreadingMode threading,
        WaitProfile waitProfile,
        int maxBatchEvents,
        int inputInitialBytes,
        int inputMaxBytes,
        int outputInitialBytes,
        int outputMaxBytes) {

    private static final int INPUT_BYTES_LIMIT = 1 << 24;
    private static final int OUTPUT_BYTES_LIMIT = 1 << 28;

    /** Validates. */
    public RingConfig {
        check(
                slots >= 64 && slots <= 1 << 22 && Integer.bitCount(slots) == 1,
                "slots",
                slots,
                "a power of two from 64 to 4194304");
        check(maxBatchEvents >= 1 && maxBatchEvents <= slots, "max-batch-events", maxBatchEvents, "1 to slots");
        check(
                inputInitialBytes >= 64 && inputInitialBytes <= inputMaxBytes,
                "input-initial-bytes",
                inputInitialBytes,
                "64 to input-max-bytes");
        check(inputMaxBytes <= INPUT_BYTES_LIMIT, "input-max-bytes", inputMaxBytes, "at most 16777216");
        check(
                outputInitialBytes >= 64 && outputInitialBytes <= outputMaxBytes,
                "output-initial-bytes",
                outputInitialBytes,
                "64 to output-max-bytes");
        check(outputMaxBytes <= OUTPUT_BYTES_LIMIT, "output-max-bytes", outputMaxBytes, "at most 268435456");
    }

    /** 4,096 slots, {@code COMPACT}, {@code QUIET}; for tests and as the base of profiles. */
    public static RingConfig defaults() {
        return new RingConfig(4096, ThreadingMode.COMPACT, WaitProfile.QUIET, 1024, 128, 65_536, 2_048, 1 << 24);
    }

    /** The widest bounds on events: for a replay that has no host's configuration, and none of whose events may be too large. */
    public static RingConfig widest() {
        return new RingConfig(
                64, ThreadingMode.INLINE, WaitProfile.QUIET, 64, 128, INPUT_BYTES_LIMIT, 2_048, OUTPUT_BYTES_LIMIT);
    }

    /** The same with another layout. */
    public RingConfig with(ThreadingMode mode) {
        return new RingConfig(
                slots,
                mode,
                waitProfile,
                maxBatchEvents,
                inputInitialBytes,
                inputMaxBytes,
                outputInitialBytes,
                outputMaxBytes);
    }

    private static void check(boolean holds, String field, long value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("ring." + field + " = " + value + ": expected " + expected);
        }
    }
}
