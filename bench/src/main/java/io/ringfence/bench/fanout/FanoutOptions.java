package io.ringfence.bench.fanout;

import io.ringfence.bench.Arguments;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What a round of fan-out is asked for.
 *
 * @param clients that subscribe, those that stall among them
 * @param stalled of these, those that are never read from
 * @param window most events under way to the slowest client that is read, where there is no rate
 * @param ring of the host's core
 * @param directory in which a round makes its own
 */
public record FanoutOptions(int clients, int stalled, int window, RingConfig ring, Path directory) {
    /** Names of the options. */
    public static final String CLIENTS = "clients";

    public static final String STALLED = "stalled";
    public static final String WINDOW = "window";
    public static final String THREADING = "ring.threading";
    public static final String WAIT = "ring.wait";
    public static final String DIRECTORY = "directory";

    private static final int MAX_CLIENTS = 100_000;
    private static final int MAX_WINDOW = 65_536;
    private static final long SAMPLES_A_SECOND = 50_000;
    /** Where there is no rate: a number that no batch is likely to have a factor in common with. */
    private static final long UNPACED_SAMPLE_EVERY = 997;
    /** For what comes behind the schedule's end, and for a faster rate than was guessed where there is none. */
    private static final long SPARE_SECONDS = 20;

    /** Validates. */
    public FanoutOptions {
        Arguments.number(CLIENTS, Integer.toString(clients), 1, MAX_CLIENTS);
        Arguments.number(STALLED, Integer.toString(stalled), 0, clients - 1);
        Arguments.number(WINDOW, Integer.toString(window), 1, MAX_WINDOW);
    }

    /** By name; others are passed over. */
    public static FanoutOptions of(Map<String, String> options) {
        RingConfig usual = RingConfig.defaults();
        return new FanoutOptions(
                (int) Arguments.number(CLIENTS, options.get(CLIENTS), 1, MAX_CLIENTS),
                (int) Arguments.number(STALLED, options.getOrDefault(STALLED, "0"), 0, MAX_CLIENTS),
                (int) Arguments.number(WINDOW, options.get(WINDOW), 1, MAX_WINDOW),
                new RingConfig(
                        usual.slots(),
                        ThreadingMode.valueOf(options.get(THREADING).toUpperCase(Locale.ROOT)),
                        WaitProfile.valueOf(options.get(WAIT).toUpperCase(Locale.ROOT)),
                        usual.maxBatchEvents(),
                        usual.inputInitialBytes(),
                        usual.inputMaxBytes(),
                        usual.outputInitialBytes(),
                        usual.outputMaxBytes()),
                Path.of(options.get(DIRECTORY)));
    }

    int readClients() {
        return clients - stalled;
    }

    /** Of how many messages of a client one is timed. */
    long sampleEvery(LoadPlan load) {
        return load.ratePerSecond() == 0
                ? UNPACED_SAMPLE_EVERY
                : Math.max(1, load.ratePerSecond() * readClients() / SAMPLES_A_SECOND);
    }

    /** So many times are kept. */
    int maxSamples(LoadPlan load) {
        long seconds = (load.warmUpMs() + load.measureMs()) / 1_000 + SPARE_SECONDS;
        // Those before the load are many where a client stalls.
        return (int) Math.min(1L << 26, (stalled > 0 ? 4 : 2) * SAMPLES_A_SECOND * seconds);
    }
}
