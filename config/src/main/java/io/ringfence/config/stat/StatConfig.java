package io.ringfence.config.stat;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a host keeps its figures for readers outside.
 *
 * @param file where; absent: in memory that the journal's name leads to, see {@link StatPlace}
 * @param sampleEvery each so manieth event is timed at every stage; a power of two, 1 for each
 * @param periodMs from one copy of the counters to the next
 */
public record StatConfig(Optional<Path> file, int sampleEvery, int periodMs) {
    /** Validates. */
    public StatConfig {
        check(
                sampleEvery >= 1 && sampleEvery <= 1 << 20 && Integer.bitCount(sampleEvery) == 1,
                "sample-every",
                sampleEvery,
                "a power of two from 1 to 1048576");
        check(periodMs >= 10 && periodMs <= 60_000, "period", periodMs + " ms", "10 ms to 1 minute");
    }

    /** Each 128th event, counters five times a second, in memory. */
    public static StatConfig defaults() {
        return new StatConfig(Optional.empty(), 128, 200);
    }

    /** The same, in a directory that is gone with its host. */
    public StatConfig in(Path directory) {
        return new StatConfig(Optional.of(directory.resolve("host.stat")), sampleEvery, periodMs);
    }

    private static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("stat." + field + " = " + value + ": expected " + expected);
        }
    }
}
