package io.ringfence.bench;

import io.ringfence.bench.report.Reports;
import io.ringfence.bench.rig.Campaign;
import io.ringfence.bench.rig.Fork;
import io.ringfence.bench.rig.Results;
import io.ringfence.bench.rig.RoundResult;
import io.ringfence.config.cli.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Runs the rounds of a scenario, each in a JVM of its own, prints what came of them and keeps it. */
final class ScenarioRun {
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final CommandSpec scenario;
    private final RoundOptions options;

    /** Of the scenario that a command is. */
    ScenarioRun(CommandSpec scenario, RoundOptions options) {
        this.scenario = scenario;
        this.options = options;
    }

    /**
     * Runs a line-up.
     *
     * @param what is measured, and beside what
     * @param told options as the results keep them
     * @return the exit code
     */
    int measure(LineUp lineUp, String what, Map<String, String> told) throws IOException, InterruptedException {
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        if (options.compareWith().isPresent()) {
            Reports.requireComparable(options.compareWith().get(), scenario.name(), lineUp.subject(), told);
        }
        List<String> jvmArgs = new ArrayList<>(options.jvmArgs());
        Map<String, String> environment = Environment.of(jvmArgs, options.files());
        jvmArgs.addAll(Bench.accessFlags());
        jvmArgs.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        List<RoundResult> rounds = run(new Campaign(lineUp.turns(), options.rounds(), new Fork(jvmArgs)::run));
        Results results = new Results(
                scenario.name(),
                what,
                lineUp.subject(),
                lineUp.besides(),
                told,
                environment,
                startedAt.toString(),
                rounds);
        Path directory = options.out()
                .orElse(Path.of("ringfence-bench-results", scenario.name() + "-" + FILE_TIME.format(startedAt)));
        return Reports.write(results, options.compareWith(), directory, System.out) ? 0 : 1;
    }

    private List<RoundResult> run(Campaign campaign) throws IOException, InterruptedException {
        Progress progress = new Progress(scenario.commandLine().getErr(), scenario.name());
        try {
            return campaign.run((doneMs, totalMs, what) -> progress.show(
                    doneMs,
                    totalMs,
                    // What was journaled is replayed then, which may take long and cannot be told before.
                    what + (doneMs < totalMs ? ", " + (totalMs - doneMs) / 1000 + " s left" : ", being checked")));
        } finally {
            progress.end();
        }
    }
}
