package io.ringfence.bench;

import io.ringfence.config.cli.Ringfence;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.replica.Rebuild;
import io.ringfence.journal.replica.Replica;
import io.ringfence.journal.replica.ReplicaFactory;
import io.ringfence.journal.replica.Snapshots;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long a host takes that died at the end of a long day, with a snapshot that is a minute old. */
final class RecoveryScenario {
    private static final long DEFAULT_TICKS = 100_000_000;
    private static final int STOPS = 1_000;
    /** Of a trading day of six and a half hours. */
    private static final long MINUTES = 390;

    private static final int ROUNDS = 3;

    private final long ticks;

    private RecoveryScenario(long ticks) {
        this.ticks = ticks;
    }

    /**
     * Takes the command line's arguments: how many ticks the day has; may be left out.
     *
     * @throws IllegalArgumentException in one line, naming the argument, its value and what is expected
     */
    static RecoveryScenario of(List<String> args) {
        if (args.size() > 1) {
            throw new IllegalArgumentException(
                    "recovery " + String.join(" ", args) + ": expected at most one argument");
        }
        return new RecoveryScenario(
                args.isEmpty() ? DEFAULT_TICKS : Arguments.number("TICKS", args.get(0), MINUTES, 1_000_000_000));
    }

    void run(PrintStream out, PrintStream err) throws IOException, InterruptedException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        Path directory = Files.createTempDirectory("ringfence-recovery");
        try {
            long last = TickJournal.write(directory, ticks, STOPS, err);
            long snapshotAt = last - ticks / MINUTES;
            err.println("replaying up to the snapshot");
            Snapshots snapshots = new Snapshots(directory, "bench");
            ReplicaFactory kind = new ReplicaFactory(Plugins.BUILT_IN, "", RingConfig.defaults());
            Replica replica = new Rebuild(kind, new JournalReader(directory).upTo(snapshotAt), snapshots)
                    .run()
                    .replica();
            snapshots.write(replica, 2);
            out.printf(
                    "%,d events, %,d armed stops, a snapshot %,d events old; seconds%n"
                            + "  process    from the start of a new JVM to its end, the state's hash included%n%n",
                    last, STOPS, last - snapshotAt);
            out.printf("%-6s %8s%n", "round", "process");
            for (int round = 1; round <= ROUNDS; round++) {
                out.printf(Locale.ROOT, "%-6d %8.2f%n", round, process(directory));
            }
        } finally {
            Arguments.delete(directory);
        }
    }

    private static double process(Path directory) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        Bench.accessFlags().forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Ringfence.class.getName(),
                "replay",
                "--journal",
                directory.toString()));
        long startNs = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = process.waitFor();
        double seconds = (System.nanoTime() - startNs) / 1e9;
        if (code != 0) {
            throw new IllegalStateException("replay ended with exit code " + code);
        }
        return seconds;
    }
}
