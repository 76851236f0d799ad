package io.ringfence.config.cli;

import io.ringfence.config.node.FoundPlugins;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.Finding;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.Verification;
import io.ringfence.journal.VerificationReport;
import io.ringfence.journal.replica.ReplayVerification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a journal. */
@Command(
        name = "verify",
        description = {
            "Checks every record of a journal and of its event log; then replays it, and compares each snapshot and each output"
                    + " of the event log with the replay.",
            "Exit code 0: sound. 1: each finding with file, position, sequence."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "the journal's directory")
    private Path directory;

    @Option(names = "--no-replay", description = "only the records: several times faster")
    private boolean isReplayUnwanted;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JournalArgument.check(directory);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path events = directory.resolve("events");
        VerificationReport journal = records(directory, err);
        Optional<VerificationReport> log =
                JournalReader.isJournal(events) ? Optional.of(Verification.verifyEventLog(events)) : Optional.empty();
        long findings = print(journal, "", Finding::describe, out)
                + log.map(report -> print(report, "event log: ", Finding::describeOfEventLog, out))
                        .orElse(0L);
        Optional<ReplayVerification.Result> replay = Optional.empty();
        if (!isReplayUnwanted && journal.isSound()) {
            replay = Optional.of(replay(journal.lastSequence(), err));
            // The replay stops comparing at damage in the event log's records, which is told above.
            List<Finding> told = log.map(VerificationReport::findings).orElse(List.of());
            List<Finding> further = replay.get().findings().stream()
                    .filter(finding -> !told.contains(finding))
                    .toList();
            further.forEach(finding -> out.println(finding.describe()));
            findings += further.size();
        }
        out.println("segments=" + journal.segments());
        out.println("groups=" + journal.groups());
        out.println("events=" + journal.events());
        out.println("first_sequence=" + journal.firstSequence());
        out.println("last_sequence=" + journal.lastSequence());
        out.println("event_log_position="
                + log.map(report -> Long.toString(report.lastSequence())).orElse("none"));
        replay.ifPresent(result -> {
            out.println("snapshots=" + result.snapshots());
            out.println("outputs_compared=" + result.entries());
            out.println("state_hash=" + result.stateHash());
        });
        out.println("findings=" + findings);
        if (!isReplayUnwanted && !journal.isSound()) {
            out.println("not replayed, since the journal is not sound");
        }
        out.println(findings == 0 ? "sound" : "not sound");
        out.flush();
        return findings == 0 ? ExitCode.GOOD : ExitCode.FINDING;
    }

    private static VerificationReport records(Path directory, PrintWriter err) throws IOException {
        Progress progress = new Progress(err, "verifying");
        VerificationReport report = Verification.verify(directory, (done, total) -> progress.show(done, total, ""));
        progress.end();
        return report;
    }

    private ReplayVerification.Result replay(long lastSequence, PrintWriter err) throws IOException {
        Progress progress = new Progress(err, "replaying");
        ReplayVerification.Result result = ReplayVerification.verify(
                directory,
                FoundPlugins.replicas(RingConfig.widest()),
                sequence -> progress.show(sequence, lastSequence, ""));
        progress.end();
        return result;
    }

    private static long print(
            VerificationReport report, String of, Function<Finding, String> describe, PrintWriter out) {
        report.findings().forEach(finding -> out.println(of + describe.apply(finding)));
        if (report.furtherFindings() > 0) {
            out.println(of + "... and " + report.furtherFindings() + " more");
        }
        report.cut().ifPresent(cut -> out.println(of + "torn end, which a start cuts: " + cut.describe()));
        return report.findings().size() + report.furtherFindings();
    }
}
