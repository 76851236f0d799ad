package io.ringfence.config.cli;

import io.ringfence.config.node.FoundPlugins;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.config.node.Replay;
import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.RingConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rebuilds the state from the journal. */
@Command(
        name = "replay",
        description =
                "Rebuilds the state from a journal, offline, and prints its hash. Sends nothing and writes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "the journal's directory")
    private Path directory;

    @Option(
            names = "--from-genesis",
            description = "begin at the journal's first event (always so, as long as there are no snapshots)")
    private boolean isFromGenesis;

    @Option(names = "--to", paramLabel = "SEQ", description = "stop after this sequence")
    private long to = Long.MAX_VALUE;

    @Option(names = "--strategies", description = "also print the table of strategies")
    private boolean isTableWanted;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (to < 1) {
            throw new ArgumentException("--to", to, "a sequence, from 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        CoreLogic logic = new CoreLogic(FoundPlugins.all());
        Progress progress = new Progress(spec.commandLine().getErr(), "replaying");
        long startNs = System.nanoTime();
        JournalArgument.open(directory)
                .forEach(
                        1,
                        to,
                        new Replay(logic, RingConfig.defaults()),
                        (done, total) -> progress.show(
                                done, total, "sequence " + logic.trade().sequence()));
        double seconds = (System.nanoTime() - startNs) / 1e9;
        progress.end();
        NodeSummary summary = NodeSummary.of(logic, 0);
        out.println("sequence=" + summary.sequence());
        out.println("events=" + summary.sequence());
        out.printf("events_per_second=%.0f%n", summary.sequence() / seconds);
        out.println("state_hash=" + summary.stateHash());
        out.println("output_digest=" + summary.outputDigest());
        if (isTableWanted) {
            out.println();
            SummaryReport.table(summary.strategies(), summary.symbols(), out);
        }
        out.flush();
        return ExitCode.GOOD;
    }
}
