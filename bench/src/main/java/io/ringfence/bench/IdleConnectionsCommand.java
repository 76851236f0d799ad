package io.ringfence.bench;

import io.ringfence.bench.fanout.FanoutOptions;
import io.ringfence.bench.fanout.IdleRounds;
import io.ringfence.bench.rig.Campaign.Turn;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.SubjectSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a WebSocket connection costs while nothing happens. */
@Command(
        name = "idle-connections",
        header = "Memory of a WebSocket connection to the edge to which nothing happens.",
        description = {
            "Opens connections to an edge in a process of its own, each subscribed to prices, and no price comes. Heap in use"
                    + " after full collections and resident memory without a file, less both before, by connection; the heap"
                    + " itself is touched before, as the usual --jvm-args have it.",
            "Point: subscribed (from the begin of a connection until its subscription was answered, one after the other).",
            "Each connection takes a file descriptor in both processes: see to ulimit -n."
        },
        abbreviateSynopsis = true,
        sortOptions = false)
final class IdleConnectionsCommand implements Callable<Integer> {
    private static final int MAX_CONNECTIONS = 100_000;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "10000",
            description = "open at once, up to 100000; default ${DEFAULT-VALUE}")
    private int connections;

    @Mixin
    private RoundOptions run;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Arguments.number("--connections", Integer.toString(connections), 1, MAX_CONNECTIONS);
        Map<String, String> options = Map.of(
                FanoutOptions.CLIENTS,
                Integer.toString(connections),
                FanoutOptions.WINDOW,
                "1",
                FanoutOptions.THREADING,
                "compact",
                FanoutOptions.WAIT,
                "quiet",
                FanoutOptions.DIRECTORY,
                run.files().toString());
        String name = String.format(Locale.ROOT, "ringfence, %,d idle", connections);
        // There is no load; a millisecond is the least that a plan takes.
        Turn turn = new Turn(new SubjectSpec(name, IdleRounds.class, options), new LoadPlan(0, 0, 1));
        Map<String, String> told = new LinkedHashMap<>();
        told.put("connections", Integer.toString(connections));
        told.put("rounds", Integer.toString(run.rounds()));
        told.put("jvm-args", String.join(" ", run.jvmArgs()));
        return new ScenarioRun(spec, run).measure(new LineUp(name, Map.of(), List.of(turn), List.of()), what(), told);
    }

    private static String what() {
        return "Memory of the edge's process by connection, below the tables: bytes_a_connection is the heap in use after full"
                + " collections and RssAnon, each less what it was before the first connection (200 others came and went before"
                + " that). The messages counted are connections that were opened one after the other, and subscribed to"
                + " prices. Not inside: what the kernel keeps for both ends of each, which is told besides.";
    }
}
