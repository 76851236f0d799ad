package io.ringfence.config.cli;

import io.ringfence.journal.Finding;
import io.ringfence.journal.Verification;
import io.ringfence.journal.VerificationReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a journal. */
@Command(
        name = "verify",
        description =
                "Checks every record of a journal. Exit code 0: sound. 1: each finding with file, position, sequence.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "the journal's directory")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JournalArgument.check(directory);
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(spec.commandLine().getErr(), "verifying");
        VerificationReport report = Verification.verify(directory, (done, total) -> progress.show(done, total, ""));
        progress.end();
        for (Finding finding : report.findings()) {
            out.println(finding.describe());
        }
        if (report.furtherFindings() > 0) {
            out.println("... and " + report.furtherFindings() + " more");
        }
        report.cut().ifPresent(cut -> out.println("torn end, which a start cuts: " + cut.describe()));
        out.println("segments=" + report.segments());
        out.println("groups=" + report.groups());
        out.println("events=" + report.events());
        out.println("first_sequence=" + report.firstSequence());
        out.println("last_sequence=" + report.lastSequence());
        out.println("findings=" + (report.findings().size() + report.furtherFindings()));
        out.println(report.isSound() ? "sound" : "not sound");
        out.flush();
        return report.isSound() ? ExitCode.GOOD : ExitCode.FINDING;
    }
}
