package io.ringfence.config.cli;

import io.ringfence.config.doctor.Doctor;
import io.ringfence.config.doctor.Finding;
import io.ringfence.config.doctor.HostFacts;
import io.ringfence.config.doctor.HostFiles;
import io.ringfence.config.doctor.Level;
import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.NodeConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what of a host costs latency. */
@Command(
        name = "doctor",
        description = {
            "Looks at this host and says what costs latency: CPUs, what interrupts them, clocks and timers, memory, the journal's"
                    + " disk, the JVM, limits. With each finding: what it costs, and how to change it.",
            "It judges for a node: by its layout, wait profile, pinned CPUs, durability and journal directory. It judges the JVM"
                    + " that it runs in, so start it with the flags that the node is started with.",
            "It changes nothing. It takes about three seconds, and keeps a CPU (each that a stage is pinned to) and then the"
                    + " journal's disk busy: not beside a host that trades.",
            "Exit code 0: nothing costs a lot. 1: something does."
        },
        footer = {
            "",
            "Examples:",
            "  doctor",
            "  doctor --config host.conf --journal /data/journal",
            "  doctor --set ring.wait=spin --set ring.threading=pipelined",
            "  doctor --format json | jq '.findings[] | select(.level == \"costs a lot\")'"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
    private enum Format {
        TABLE,
        JSON
    }

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description =
                    "directory whose disk is looked at, and timed with a scratch file that is removed again; it need not be"
                            + " there yet, and then the nearest one above it is taken (default: the configuration's)")
    private Path journal;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the node's HOCON file, as of run; without it, the demo's settings")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "one setting over the file, as of run; may be repeated")
    private final List<String> settings = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "table (default) or json")
    private Format format = Format.TABLE;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        NodeConfig config = ConfigFile.load(Optional.ofNullable(file), Optional.empty(), settings);
        Path directory = journal == null ? config.journal().directory() : journal;
        Progress progress = new Progress(spec.commandLine().getErr(), "measuring");
        List<Finding> findings =
                Doctor.examine(config, directory, (what, doneMs, allMs) -> progress.show(doneMs, allMs, what));
        progress.end();
        switch (format) {
            case TABLE -> DoctorTable.print(findings, out);
            case JSON -> DoctorJson.print(findings, HostFacts.read(HostFiles.ofThisHost(), directory), out);
        }
        out.flush();
        return exitCode(findings);
    }

    static int exitCode(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.level() == Level.COSTS_A_LOT)
                ? ExitCode.FINDING
                : ExitCode.GOOD;
    }
}
