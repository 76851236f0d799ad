package io.ringfence.config.cli;

import io.ringfence.config.node.Build;
import io.ringfence.config.node.FoundPlugins;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.replica.Rebuild;
import io.ringfence.journal.replica.Rebuilt;
import io.ringfence.journal.replica.Replica;
import io.ringfence.journal.replica.Snapshots;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rebuilds the state from the journal. */
@Command(
        name = "replay",
        description = {
            "Rebuilds the state from a journal, offline, and prints its hash. Sends nothing and writes nothing.",
            "It begins with the newest snapshot that can be used, and goes on with the events behind it.",
            "What was the state at 09:31:00?  replay --journal DIR --at 09:31:00 --print orders"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    /** What of the state to print. */
    enum Table {
        STRATEGIES,
        ORDERS,
        POSITIONS,
        STOPS
    }

    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "the journal's directory")
    private Path directory;

    @Option(names = "--from-genesis", description = "begin at the journal's first event, whatever snapshots there are")
    private boolean isFromGenesis;

    @Option(names = "--to", paramLabel = "SEQ", description = "stop after this sequence")
    private long to = Long.MAX_VALUE;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "stop before the first event after this time: an instant such as 2013-11-25T09:31:00Z, or a time of"
                            + " day such as 09:31:00, in UTC, of the journal's last day")
    private String at;

    @Option(
            names = "--print",
            paramLabel = "TABLE",
            split = ",",
            description = "also print a table: ${COMPLETION-CANDIDATES}; may be repeated")
    private final List<Table> tables = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (to < 1) {
            throw new ArgumentException("--to", to, "a sequence, from 1");
        }
        JournalReader journal = JournalArgument.open(directory);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = new Progress(err, "replaying");
        long startNs = System.nanoTime();
        Rebuilt rebuilt = rebuild(journal, last(journal), progress);
        double seconds = (System.nanoTime() - startNs) / 1e9;
        progress.end();
        rebuilt.passedOver().forEach(reason -> err.println("snapshot passed over: " + reason));
        rebuilt.skipped().forEach(sequence -> err.println("left out by an operator's decision: sequence " + sequence));
        Replica replica = rebuilt.replica();
        NodeSummary summary = NodeSummary.of(replica.logic(), 0);
        rebuilt.snapshot().ifPresent(snapshot -> out.println("snapshot=" + snapshot.sequence()));
        out.println("sequence=" + replica.sequence());
        out.println("time=" + Instant.ofEpochSecond(0, replica.timestampNs()));
        out.println("events=" + rebuilt.journal().events());
        out.printf("events_per_second=%.0f%n", rebuilt.journal().events() / seconds);
        out.println("state_hash=" + summary.stateHash());
        out.println("output_digest=" + summary.outputDigest());
        for (Table table : tables) {
            out.println();
            StateTables.print(table, replica.logic(), out);
        }
        out.flush();
        return ExitCode.GOOD;
    }

    private long last(JournalReader journal) throws IOException {
        if (at == null) {
            return to;
        }
        TimeArgument time = new TimeArgument("--at", at);
        long last = journal.lastSequenceAt(time.timeNs(journal));
        if (last == 0) {
            throw new ArgumentException("--at", at, "a time not before the journal's first event");
        }
        return Math.min(to, last);
    }

    private Rebuilt rebuild(JournalReader journal, long last, Progress progress) throws IOException {
        Rebuild rebuild = new Rebuild(
                        FoundPlugins.replicas(RingConfig.widest()),
                        journal.upTo(last),
                        new Snapshots(directory, Build.version()))
                .notAfter(last)
                .decisionsIn(journal.upTo(Long.MAX_VALUE))
                .progress((done, total) -> progress.show(done, total, ""));
        return (isFromGenesis ? rebuild.fromGenesis() : rebuild).run();
    }
}
