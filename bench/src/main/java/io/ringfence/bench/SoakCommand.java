package io.ringfence.bench;

import io.ringfence.bench.rig.Course;
import io.ringfence.bench.rig.LoadPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A host under load for a long time. */
@Command(
        name = "soak",
        header = "For ten minutes or hours: latency, collections, allocation, memory and disk over time.",
        description = {
            "Ticks and stops that fire as in tick-to-order, in one round for --minutes, 100,000 a second. Beside the tables of"
                    + " every scenario two tell how it went over time: in 20 parts of equal length, and in thirds, what the"
                    + " last is over the first.",
            "Findings of its own: what is reachable in the heap, after full collections before and behind the load, grew by more"
                    + " than 16 MiB; RssAnon grew from third to third, by more than 32 MiB in all (pre-touch the heap, as the"
                    + " default flags do, or its filling counts); the path's threads allocated in most of the time. (A segment of"
                    + " the journal that begins costs them some bytes now and then.)",
            "The journal is kept to the end, when it is replayed: that takes disk space, which is looked for first, and a part of"
                    + " the time again."
        },
        footer = {
            "",
            "For example",
            "  soak --minutes 60 --directory /mnt/journals",
            "  soak --minutes 2 --rate 1000000"
        },
        abbreviateSynopsis = true,
        sortOptions = false)
final class SoakCommand extends RigCommand {
    private static final long RATE = 100_000;
    /** A tick with its share of its group, rounded up. */
    private static final long BYTES_PER_EVENT = 150;
    /** Segments that are made ahead, and what the host keeps free. */
    private static final long BYTES_BESIDES = 4L << 30;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "measured, where --seconds is not given; default ${DEFAULT-VALUE}")
    private int minutes;

    @Option(
            names = "--stops",
            paramLabel = "N",
            defaultValue = "100000",
            description = "armed and never touched, half of them trailing; default ${DEFAULT-VALUE}")
    private int stops;

    @Option(
            names = "--fire-every",
            paramLabel = "K",
            defaultValue = "100",
            description = "each K-th tick fires a stop, 2 or more; default ${DEFAULT-VALUE}")
    private int fireEvery;

    @Override
    long usualRate() {
        return RATE;
    }

    @Override
    int usualSeconds() {
        return 60 * (int) Arguments.number("--minutes", Integer.toString(minutes), 1, 1_440);
    }

    @Override
    int usualRounds() {
        return 1;
    }

    @Override
    Contenders contenders() {
        return new Contenders(true);
    }

    @Override
    List<String> usualPeers() {
        return List.of(Contenders.NONE);
    }

    @Override
    Map<String, String> load() {
        Arguments.number("--fire-every", Integer.toString(fireEvery), 2, 1_000_000_000);
        return Map.of(
                "load", "ticks", "stops", Integer.toString(stops), "every", Integer.toString(fireEvery), "watch", "on");
    }

    @Override
    Map<String, String> told() {
        return new TreeMap<>(Map.of("stops", Integer.toString(stops), "fire-every", Integer.toString(fireEvery)));
    }

    @Override
    void prepare(List<LoadPlan> loads) throws IOException {
        for (LoadPlan load : loads) {
            // Unpaced, nobody could say how much it will write.
            Arguments.number("--rate", Long.toString(load.ratePerSecond()), 1, 1_000_000_000);
            if (rig().isJournaled()) {
                requireRoom(load);
            }
        }
    }

    /** For one round: its journal is deleted before the next begins. */
    private void requireRoom(LoadPlan load) throws IOException {
        long seconds = (load.warmUpMs() + load.measureMs()) / 1_000;
        long neededBytes = BYTES_BESIDES + journalBytes(load.ratePerSecond(), fireEvery, seconds);
        Path place = rig().run().files();
        while (!Files.exists(place)) {
            place = place.getParent();
        }
        long freeBytes = Files.getFileStore(place).getUsableSpace();
        if (freeBytes < neededBytes) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "the journal of %,d s at %,d/s may need %,.1f GiB, and %s has %,.1f GiB free: give another --directory, or"
                            + " less --minutes or --rate",
                    seconds,
                    load.ratePerSecond(),
                    gib(neededBytes),
                    rig().run().files(),
                    gib(freeBytes)));
        }
    }

    /** Each stop that fires comes with two fills. */
    static long journalBytes(long ratePerSecond, long fireEvery, long seconds) {
        long ticks = ratePerSecond * seconds;
        return (ticks + 2 * ticks / fireEvery) * BYTES_PER_EVENT;
    }

    private static double gib(long bytes) {
        return bytes / (double) (1 << 30);
    }

    @Override
    String what() {
        return String.format(
                Locale.ROOT,
                "From the time a tick was to be sent until the order of the stop that it fires is handed to the broker's port,"
                        + " for long, in %d parts. %,d stops are armed and never touched; each %,dth tick fires one more, which"
                        + " two fills behind the next tick arm again. A collection's pause stops the path's threads as well, so"
                        + " each lies on the path.%s %s",
                Course.PARTS,
                stops,
                fireEvery,
                stages(),
                notInside());
    }
}
