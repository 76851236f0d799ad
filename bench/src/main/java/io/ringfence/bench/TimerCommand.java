package io.ringfence.bench;

import io.ringfence.bench.rig.Campaign.Turn;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.SubjectSpec;
import io.ringfence.bench.timer.TimerRounds;
import io.ringfence.core.ring.WaitProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The lateness of timed orders, in an idle host and in a loaded one. */
@Command(
        name = "timer",
        header = "How late timed orders are, in an idle and in a loaded host, by wait profile.",
        description = {
            "A whole node on the host's clock whose strategies buy on time, while a recorded feed of it plays ticks at an even"
                    + " rate; 0 is an idle host, to which nothing else happens.",
            "Points: event (the time of the event that fired the timer), client (its message, journaled, in the hands of a"
                    + " WebSocket client in the same process). The messages that the tables count are timers."
        },
        footer = {
            "",
            "For example",
            "  timer --load 0,10000 --wait quiet",
            "  timer --load 0,1000000 --wait spin --timers 3000 --directory /mnt/journals"
        },
        abbreviateSynopsis = true,
        sortOptions = false)
final class TimerCommand implements Callable<Integer> {
    private static final int MAX_TIMERS = 50_000;
    private static final int MAX_LOAD = 1_000_000;
    private static final long SECOND_MS = 1_000;

    @Option(
            names = "--timers",
            paramLabel = "N",
            defaultValue = "1500",
            description = {
                "measured with each wait profile under each load, over all rounds, 1 to 50000; default ${DEFAULT-VALUE}"
            })
    private int timers;

    @Option(
            names = "--interval",
            paramLabel = "MS",
            defaultValue = "10",
            description = "from one timer to the next, milliseconds that divide a second; default ${DEFAULT-VALUE}")
    private int intervalMs;

    @Option(
            names = "--load",
            paramLabel = "R",
            split = ",",
            defaultValue = "0,10000,100000",
            description = {
                "ticks a second while the timers come due, up to 1000000; 0: an idle host. Several are measured in turns;"
                        + " default ${DEFAULT-VALUE}"
            })
    private List<Integer> loads = new ArrayList<>();

    @Option(
            names = "--wait",
            paramLabel = "PROFILE",
            split = ",",
            defaultValue = "quiet,balanced",
            description = "how the node's threads wait, some of quiet, balanced, spin; default ${DEFAULT-VALUE}")
    private List<String> waits = new ArrayList<>();

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = {
                "under the same load, with a timer every 10 ms, before each round is measured; up to 60; default"
                        + " ${DEFAULT-VALUE}"
            })
    private int warmUpSeconds;

    @Mixin
    private RoundOptions run;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LineUp lineUp = lineUp();
        return new ScenarioRun(spec, run).measure(lineUp, what(), told());
    }

    /**
     * Each wait profile under each load; all are ours.
     *
     * @throws IllegalArgumentException in one line, naming the option, its value and what is expected
     */
    LineUp lineUp() {
        LoadPlan plan = plan();
        List<Turn> turns = new ArrayList<>();
        for (String wait : waits.stream().distinct().toList()) {
            checkWait(wait);
            for (int load : loads.stream().distinct().toList()) {
                Arguments.number("--load", Integer.toString(load), 0, MAX_LOAD);
                turns.add(new Turn(subject(wait, load), plan));
            }
        }
        Map<String, String> besides = new LinkedHashMap<>();
        List<String> names = turns.stream().map(turn -> turn.subject().name()).toList();
        names.stream().skip(1).forEach(name -> besides.put(name, name));
        return new LineUp(names.get(0), besides, turns, List.of());
    }

    /** The timers are the messages of the plan. */
    private LoadPlan plan() {
        Arguments.number("--timers", Integer.toString(timers), 1, MAX_TIMERS);
        Arguments.number("--warm-up", Integer.toString(warmUpSeconds), 0, 60);
        if (intervalMs < 1 || intervalMs > SECOND_MS || SECOND_MS % intervalMs != 0) {
            throw new IllegalArgumentException("--interval = " + intervalMs
                    + ": expected milliseconds that divide a second, such as 1, 10 or 500");
        }
        long timersOfRound = Math.max(1, timers / run.rounds());
        return new LoadPlan(SECOND_MS / intervalMs, warmUpSeconds * SECOND_MS, timersOfRound * intervalMs);
    }

    private static void checkWait(String wait) {
        List<String> known = Arrays.stream(WaitProfile.values())
                .map(profile -> profile.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(wait)) {
            throw new IllegalArgumentException("--wait = " + wait + ": expected some of " + String.join(", ", known));
        }
    }

    private SubjectSpec subject(String wait, int load) {
        String name = wait + ", " + (load == 0 ? "idle" : String.format(Locale.ROOT, "%,d ticks/s", load));
        Map<String, String> options = Map.of(
                TimerRounds.WAIT,
                wait,
                TimerRounds.TICKS_PER_SECOND,
                Integer.toString(load),
                TimerRounds.DIRECTORY,
                run.files().toString());
        return new SubjectSpec(name, TimerRounds.class, options);
    }

    private Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("timers", Integer.toString(timers));
        told.put("interval", Integer.toString(intervalMs));
        told.put("load", loads.stream().map(String::valueOf).collect(Collectors.joining(",")));
        told.put("wait", String.join(",", waits));
        told.put("warm-up", Integer.toString(warmUpSeconds));
        told.put("rounds", Integer.toString(run.rounds()));
        told.put("jvm-args", String.join(" ", run.jvmArgs()));
        return told;
    }

    private String what() {
        return "From the time a timer was due, the entry time of a strategy in a whole node on the host's clock: until the event"
                + " that fired it, and until its message, journaled, is in the hands of a WebSocket client in the same"
                + " process. The messages counted are timers, one every " + intervalMs
                + " ms. The load is a recorded feed"
                + " of the node, which reads ticks of another instrument from a file at the pace of their times; idle has"
                + " no feed. ticks_a_second is the load that was reached, from the journal; cpu is of one core, client"
                + " included. Not inside: a live feed's socket, an order's encoding for a broker and its socket.";
    }
}
