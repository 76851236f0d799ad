package io.ringfence.bench;

import io.ringfence.config.cli.Ringfence;
import io.ringfence.core.delivery.EventRow;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.replica.Rebuild;
import io.ringfence.journal.replica.Replica;
import io.ringfence.journal.replica.ReplicaFactory;
import io.ringfence.journal.replica.Snapshots;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long a host takes that died at the end of a long day, with a snapshot that is a minute old; and events on their way, if
 * that is asked for, all of which have to be there again.
 */
final class RecoveryScenario {
    private static final long DEFAULT_TICKS = 100_000_000;
    private static final int STOPS = 1_000;
    /** Of a trading day of six and a half hours. */
    private static final long MINUTES = 390;

    private static final int ROUNDS = 3;
    /** As many as the core keeps by default. */
    private static final int MAX_EVENTS = 200_000;

    private final long ticks;
    private final int events;

    private RecoveryScenario(long ticks, int events) {
        this.ticks = ticks;
        this.events = events;
    }

    /**
     * Takes the command line's arguments: how many ticks the day has, and how many events are pending; may be left out.
     *
     * @throws IllegalArgumentException in one line, naming the argument, its value and what is expected
     */
    static RecoveryScenario of(List<String> args) {
        if (args.size() > 2) {
            throw new IllegalArgumentException(
                    "recovery " + String.join(" ", args) + ": expected at most two arguments");
        }
        return new RecoveryScenario(
                args.isEmpty() ? DEFAULT_TICKS : Arguments.number("TICKS", args.get(0), MINUTES, 1_000_000_000),
                args.size() < 2 ? 0 : (int) Arguments.number("EVENTS", args.get(1), 0, MAX_EVENTS));
    }

    void run(PrintStream out, PrintStream err) throws IOException, InterruptedException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        Path directory = Files.createTempDirectory("ringfence-recovery");
        try {
            long last = TickJournal.write(directory, ticks, STOPS, events, err);
            long snapshotAt = last - ticks / MINUTES;
            err.println("replaying up to the snapshot");
            Snapshots snapshots = new Snapshots(directory, "bench");
            ReplicaFactory kind = new ReplicaFactory(Plugins.BUILT_IN, "", RingConfig.defaults());
            Replica replica = new Rebuild(kind, new JournalReader(directory).upTo(snapshotAt), snapshots)
                    .run()
                    .replica();
            long snapshotBytes = Files.size(snapshots.write(replica, 2).file());
            err.println("replaying the whole journal");
            long startNs = System.nanoTime();
            // Without the snapshot, so that what comes back from it is held against what does without it.
            String hash = hashAtTheEnd(new Rebuild(kind, new JournalReader(directory).upTo(last), snapshots)
                    .fromGenesis()
                    .run()
                    .replica());
            double wholeSeconds = (System.nanoTime() - startNs) / 1e9;
            out.printf(
                    "%,d events, %,d armed stops, %,d critical events pending for %,d users,%n"
                            + "a snapshot %,d events old of %,d bytes; seconds%n"
                            + "  whole      the whole journal without the snapshot, in a JVM that has just replayed it%n"
                            + "  process    from the start of a new JVM to its end, by the snapshot, the state's hash included, which"
                            + " has to be that of the whole journal%n%n",
                    last, STOPS, events, events == 0 ? 0 : PendingEvents.USERS, last - snapshotAt, snapshotBytes);
            out.printf(Locale.ROOT, "%-6s %8.2f%n%n", "whole", wholeSeconds);
            out.printf("%-6s %8s%n", "round", "process");
            for (int round = 1; round <= ROUNDS; round++) {
                out.printf(Locale.ROOT, "%-6d %8.2f%n", round, process(directory, hash));
            }
        } finally {
            Arguments.delete(directory);
        }
    }

    /** The hash of the state, of which every pending event is a part. */
    private String hashAtTheEnd(Replica replica) {
        List<EventRow> rows = replica.logic().trade().eventRows();
        long waiting = rows.stream()
                .flatMap(event -> event.deliveries().stream())
                .filter(delivery -> delivery.state() == DeliveryState.WAITING)
                .count();
        if (rows.size() != events || waiting != events) {
            throw new IllegalStateException(
                    rows.size() + " events stand in the state and " + waiting + " deliveries wait: expected " + events);
        }
        return replica.logic().stateHash();
    }

    private static double process(Path directory, String hash) throws IOException, InterruptedException {
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
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        double seconds = (System.nanoTime() - startNs) / 1e9;
        if (code != 0 || !said.contains("state_hash=" + hash)) {
            throw new IllegalStateException("replay ended with exit code " + code + ", said " + said
                    + " and was expected to come to state_hash=" + hash);
        }
        return seconds;
    }
}
