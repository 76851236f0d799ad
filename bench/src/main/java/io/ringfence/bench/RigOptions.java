package io.ringfence.bench;

import io.ringfence.bench.rig.LoadPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every scenario of the open loop takes from the command line. */
final class RigOptions {
    private static final long SECOND_MS = 1_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            split = ",",
            description = {
                "messages a second, evenly spread; 0: as fast as they are taken. Several, as 100000,1000000, are measured"
                        + " one after the other"
            })
    private List<Long> rates = new ArrayList<>();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "measured of each subject at each rate, over all rounds; default 30, or as the scenario says")
    private Integer seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "under the same load before each round is measured; default ${DEFAULT-VALUE}")
    private int warmUpSeconds;

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            description = {
                "measured beside the host: none, all, or some of no-journal (the host without one) and, with ticks,"
                        + " ring-hand-off, ArrayBlockingQueue, chronicle-append, exchange-core, exchange-core-journaled,"
                        + " redis-list-queue; one that cannot take the rate is measured at its own, with the host beside it; with journal,"
                        + " chronicle-append and bare-sync"
            })
    private List<String> peers = new ArrayList<>();

    @Option(
            names = "--wait",
            paramLabel = "PROFILE",
            defaultValue = "spin",
            description = "how the ring's threads wait: quiet, balanced, spin; default ${DEFAULT-VALUE}")
    private String wait;

    @Option(
            names = "--threading",
            paramLabel = "LAYOUT",
            defaultValue = "compact",
            description = "thread layout: inline, compact, pipelined; default ${DEFAULT-VALUE}")
    private String threading;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "4096",
            description = "of the ring, a power of two; default ${DEFAULT-VALUE}")
    private int slots;

    @Option(
            names = "--durability",
            paramLabel = "NAME",
            description = {
                "of the journal: process, power, or off for a host without one, which nothing replays; default process."
                        + " Of journal one or both; default both"
            })
    private String durability;

    @Option(
            names = "--with",
            paramLabel = "PART",
            split = ",",
            description =
                    "behind the gate, besides the broker: edge (to which nobody is connected), stalled-client (an edge with a client that reads nothing), event-log; default none")
    private List<String> with = new ArrayList<>();

    @Option(
            names = "--stage-sample",
            paramLabel = "N",
            defaultValue = "101",
            description = {
                "of how many messages one is timed at each stage; the readings of the clock there count for what comes"
                        + " behind it, so one that fires is timed at its end alone. A number that divides no round one:"
                        + " else always the same places behind one that fires are timed. 0: no stage is timed;"
                        + " default ${DEFAULT-VALUE}"
            })
    private long stageSample;

    @Mixin
    private RoundOptions run;

    /** Sets what was not given. First of all. */
    void usual(int usualSeconds, int usualRounds) {
        seconds = seconds == null ? usualSeconds : seconds;
        run.usual(usualRounds);
    }

    /**
     * One round's load at each rate.
     *
     * @throws IllegalArgumentException in one line, naming what is out of range
     */
    List<LoadPlan> loads(List<Long> usualRates) {
        Arguments.number("--seconds", Integer.toString(seconds), 1, 86_400);
        long measureMs = Math.max(1, seconds * SECOND_MS / run.rounds());
        return (rates.isEmpty() ? usualRates : rates)
                .stream()
                        .map(rate -> new LoadPlan(rate, warmUpSeconds * SECOND_MS, measureMs))
                        .toList();
    }

    RoundOptions run() {
        return run;
    }

    List<String> peers() {
        return peers;
    }

    /** What a host is made of, under the names by which its factory, and those of peers, know it. */
    Map<String, String> host(String usualDurability) {
        Map<String, String> host = new LinkedHashMap<>();
        host.put("ring.threading", threading);
        host.put("ring.wait", wait);
        host.put("ring.slots", Integer.toString(slots));
        host.put("journal.durability", durability == null ? usualDurability : durability);
        host.put("with", String.join(",", with));
        host.put("stage-sample", Long.toString(stageSample));
        host.put("directory", run.files().toString());
        return host;
    }

    /** Whether a rate was given. */
    boolean hasRates() {
        return !rates.isEmpty();
    }

    /** Whether hosts have a journal. */
    boolean isJournaled() {
        return !"off".equals(durability);
    }

    List<String> with() {
        return with;
    }

    long stageSample() {
        return stageSample;
    }

    /** What decides whether two runs measured the same, as the results keep it. */
    Map<String, String> told(List<LoadPlan> loads, String usualDurability) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put(
                "rate",
                String.join(
                        ",",
                        loads.stream()
                                .map(load -> Long.toString(load.ratePerSecond()))
                                .toList()));
        told.put("seconds", Integer.toString(seconds));
        told.put("warm-up", Integer.toString(warmUpSeconds));
        told.put("rounds", Integer.toString(run.rounds()));
        told.put("wait", wait);
        told.put("threading", threading);
        told.put("slots", Integer.toString(slots));
        told.put("durability", durability == null ? usualDurability : durability);
        told.put("with", with.isEmpty() ? "none" : String.join(",", with));
        told.put("stage-sample", Long.toString(stageSample));
        told.put("jvm-args", String.join(" ", run.jvmArgs()));
        return told;
    }
}
