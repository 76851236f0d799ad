package io.ringfence.bench.subject;

import io.ringfence.bench.Arguments;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import io.ringfence.journal.Durability;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a host under load is made of.
 *
 * @param ring size, layout, wait profile, most events a batch
 * @param durability of the journal; empty: nothing is journaled
 * @param segmentBytes of the journal: a new segment begins with the first group from there on
 * @param directory in which it makes one for its files; the system's for temporary ones where none is given
 * @param stops armed beside those that fire
 * @param every so many messages, one fires; 0: none does
 * @param warmFires how often a stop fires in another host before the load
 * @param stageSample of how many messages one is timed at each stage, but for those that fire; 0: no stage is timed
 * @param isWatched over time, as a long round is
 * @param with what stands behind the gate besides the broker
 */
record HostOptions(
        RingConfig ring,
        Optional<Durability> durability,
        long segmentBytes,
        Path directory,
        int stops,
        long every,
        int warmFires,
        long stageSample,
        boolean isWatched,
        Set<Beside> with) {

    static final int MAX_STOPS = 4_000_000;
    /** Enough for the JIT's last tier, whose threshold is 15,000 loops and calls. */
    private static final int WARM_FIRES = 20_000;

    private static final long WARM_SEGMENT_BYTES = 1 << 21;

    /** What becomes of events before their effects leave. */
    private enum Journaling {
        PROCESS,
        POWER,
        /** Nothing. */
        OFF;

        Optional<Durability> durability() {
            return this == OFF ? Optional.empty() : Optional.of(Durability.valueOf(name()));
        }
    }

    /** Whether a round is watched over time. */
    private enum Watch {
        OFF,
        ON
    }

    /** Parts of a host that a scenario can do without. */
    enum Beside {
        /** The WebSocket edge, to which nobody is connected. */
        EDGE,
        /** The WebSocket edge with a client that subscribes to everything and reads nothing. */
        STALLED_CLIENT,
        /** Outputs kept for history. */
        EVENT_LOG
    }

    /**
     * Takes them by name; see {@code Bench}'s help for what each means. Others are passed over.
     *
     * @throws IllegalArgumentException in one line, naming the option, its value and what is expected
     */
    static HostOptions of(Map<String, String> options) {
        RingConfig usual = RingConfig.defaults();
        int slots = (int) number(options, "ring.slots", usual.slots(), 64, 1 << 22);
        RingConfig ring = new RingConfig(
                slots,
                choice(options, "ring.threading", ThreadingMode.class, ThreadingMode.COMPACT),
                choice(options, "ring.wait", WaitProfile.class, WaitProfile.SPIN),
                (int) number(options, "ring.max-batch-events", Math.min(usual.maxBatchEvents(), slots), 1, slots),
                usual.inputInitialBytes(),
                usual.inputMaxBytes(),
                usual.outputInitialBytes(),
                usual.outputMaxBytes());
        Journaling journaling = choice(options, "journal.durability", Journaling.class, Journaling.PROCESS);
        HostOptions host = new HostOptions(
                ring,
                journaling.durability(),
                number(options, "journal.segment-bytes", 1L << 28, 1L << 20, 1L << 36),
                Path.of(options.getOrDefault("directory", System.getProperty("java.io.tmpdir"))),
                (int) number(options, "stops", 0, 0, MAX_STOPS),
                number(options, "every", 0, 0, 1_000_000_000),
                (int) number(options, "warm-fires", WARM_FIRES, 0, 1_000_000),
                number(options, "stage-sample", 0, 0, 1_000_000_000),
                choice(options, "watch", Watch.class, Watch.OFF) == Watch.ON,
                with(options.getOrDefault("with", "")));
        if (journaling == Journaling.OFF && host.with.contains(Beside.EVENT_LOG)) {
            throw new IllegalArgumentException("with = event-log: expected a journal, which it belongs to");
        }
        if (host.every == 1) {
            throw new IllegalArgumentException(
                    "every = 1: expected 0, or 2 and more: a stop is armed again with the tick behind the one that fires it");
        }
        return host;
    }

    /** Of a host that lives through as much in little room: its journal begins new segments while stops fire. */
    HostOptions forWarmUp() {
        return new HostOptions(
                ring, durability, WARM_SEGMENT_BYTES, directory, 0, every, warmFires, stageSample, false, with);
    }

    private static Set<Beside> with(String names) {
        Set<Beside> with = EnumSet.noneOf(Beside.class);
        for (String name : names.isEmpty() ? new String[0] : names.split(",")) {
            with.add(choice("with", name, Beside.class));
        }
        return with;
    }

    private static long number(Map<String, String> options, String name, long usual, long min, long max) {
        return Arguments.number(name, options.getOrDefault(name, Long.toString(usual)), min, max);
    }

    private static <E extends Enum<E>> E choice(Map<String, String> options, String name, Class<E> type, E usual) {
        return options.containsKey(name) ? choice(name, options.get(name), type) : usual;
    }

    private static <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (named(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(name + " = " + text + ": expected one of "
                + Arrays.stream(type.getEnumConstants()).map(HostOptions::named).collect(Collectors.joining(", ")));
    }

    private static String named(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
