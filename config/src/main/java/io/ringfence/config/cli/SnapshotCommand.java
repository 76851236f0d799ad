package io.ringfence.config.cli;

import io.ringfence.config.node.Build;
import io.ringfence.config.node.FoundPlugins;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.replica.Rebuild;
import io.ringfence.journal.replica.Rebuilt;
import io.ringfence.journal.replica.SnapshotInfo;
import io.ringfence.journal.replica.Snapshots;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a snapshot of a journal that no host has. */
@Command(
        name = "snapshot",
        description = {
            "Writes a snapshot of the state at a journal's end, so that the next start replays nothing before it. Offline: a"
                    + " running host writes its own.",
            "It begins with the newest snapshot that can be used, and keeps that one beside the new."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SnapshotCommand implements Callable<Integer> {
    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "the journal's directory")
    private Path directory;

    @Option(names = "--from-genesis", description = "begin at the journal's first event, whatever snapshots there are")
    private boolean isFromGenesis;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "2",
            description = "snapshots to keep, the new one counted, 2 or more (default: 2)")
    private int keep;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JournalArgument.check(directory);
        if (keep < 2) {
            throw new ArgumentException("--keep", keep, "2 or more, since one may turn out to be damaged");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = new Progress(err, "replaying");
        try (Journal journal = Journal.open(JournalConfig.defaults(directory))) {
            Snapshots snapshots = new Snapshots(directory, Build.version());
            Rebuild rebuild = new Rebuild(FoundPlugins.replicas(RingConfig.widest()), journal::recover, snapshots)
                    .progress((done, total) -> progress.show(done, total, ""));
            Rebuilt rebuilt = (isFromGenesis ? rebuild.fromGenesis() : rebuild).run();
            progress.end();
            rebuilt.passedOver().forEach(reason -> err.println("snapshot passed over: " + reason));
            if (rebuilt.replica().sequence() == 0) {
                err.println("ringfence: the journal holds no events yet, so there is nothing to take a snapshot of");
                return ExitCode.FINDING;
            }
            for (Path aside : snapshots.setAside(rebuilt.replica().sequence())) {
                err.println("snapshot ahead of the journal, set aside: " + aside);
            }
            SnapshotInfo written = snapshots.write(rebuilt.replica(), keep);
            out.println("snapshot=" + written.file());
            out.println("sequence=" + written.sequence());
            out.println("events=" + rebuilt.journal().events());
            out.println("state_bytes=" + written.stateBytes());
            out.println("state_hash=" + written.stateHash());
            out.flush();
        }
        return ExitCode.GOOD;
    }
}
