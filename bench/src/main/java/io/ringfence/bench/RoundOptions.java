package io.ringfence.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every scenario with rounds takes from the command line, whatever its load. */
final class RoundOptions {
    /** Those of {@code colocated.jvm}, which says why, with room for the replica that checks a round. */
    static final String JVM_ARGS =
            "-Xms2g -Xmx2g -XX:+AlwaysPreTouch -XX:+UseZGC -XX:MetaspaceSize=128m -XX:-UsePerfData"
                    + " -XX:+UnlockDiagnosticVMOptions -XX:GuaranteedSafepointInterval=0";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = {
                "into which the time is divided, each in a JVM of its own; the subjects take turns. Two or more, or nothing"
                        + " can be said about how much one run differs from the next; default 3, or as the scenario says"
            })
    private Integer rounds;

    private int usualRounds = 3;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = {
                "where journals go, each in a directory of its own that is deleted again; default the system's for temporary"
                        + " files. Every million events take about 130 MB"
            })
    private Path directory;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "where the results go; default ringfence-bench-results/SCENARIO-TIME below the current directory")
    private Path out;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "results.json of an older run of this scenario, to compare this one with")
    private Path compareWith;

    @Option(
            names = "--jvm-args",
            paramLabel = "FLAGS",
            defaultValue = JVM_ARGS,
            description = "of each round's JVM, separated by spaces; default ${DEFAULT-VALUE}")
    private String jvmArgs;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this")
    private boolean isHelpAsked;

    /** Into how many the time is divided where nothing else is asked for. */
    void usual(int usualRounds) {
        this.usualRounds = usualRounds;
    }

    /**
     * How many.
     *
     * @throws IllegalArgumentException in one line, when that is out of range
     */
    int rounds() {
        return (int) Arguments.number("--rounds", Integer.toString(rounds == null ? usualRounds : rounds), 1, 1_000);
    }

    /** Where journals go. */
    Path files() {
        return (directory == null ? Path.of(System.getProperty("java.io.tmpdir")) : directory).toAbsolutePath();
    }

    Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    Optional<Path> compareWith() {
        return Optional.ofNullable(compareWith);
    }

    List<String> jvmArgs() {
        return jvmArgs.isBlank() ? List.of() : List.of(jvmArgs.strip().split("\\s+"));
    }
}
