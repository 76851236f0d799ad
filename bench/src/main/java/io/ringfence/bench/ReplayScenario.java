package io.ringfence.bench;

import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.replica.Replica;
import io.ringfence.journal.replica.ReplicaFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/** How fast a journal is replayed, on one thread: beside reading it with checksums, and beside Chronicle's own tailer. */
final class ReplayScenario {
    private static final long DEFAULT_EVENTS = 10_000_000;
    private static final int DEFAULT_STOPS = 1_000;
    private static final int ROUNDS = 5;
    /** Of a group: its header, then each event's timestamp and length; see the journal's GroupLayout. */
    private static final int GROUP_HEADER_BYTES = 32;

    private static final int COUNT_OFFSET = 16;
    private static final int EVENT_HEADER_BYTES = 12;

    private final long events;
    private final int stops;

    private ReplayScenario(long events, int stops) {
        this.events = events;
        this.stops = stops;
    }

    /**
     * Takes the command line's arguments: how many ticks, how many stops; both may be left out.
     *
     * @throws IllegalArgumentException in one line, naming the argument, its value and what is expected
     */
    static ReplayScenario of(List<String> args) {
        if (args.size() > 2) {
            throw new IllegalArgumentException("replay " + String.join(" ", args) + ": expected at most two arguments");
        }
        return new ReplayScenario(
                args.isEmpty() ? DEFAULT_EVENTS : Arguments.number("EVENTS", args.get(0), 1, 1_000_000_000),
                args.size() < 2
                        ? DEFAULT_STOPS
                        : (int) Arguments.number("STOPS", args.get(1), 0, TickJournal.MAX_STOPS));
    }

    private interface Reading {
        /** Returns how many events were there. */
        long read(Path directory) throws IOException;
    }

    void run(PrintStream out, PrintStream err) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        Path directory = Files.createTempDirectory("ringfence-replay");
        try {
            long last = TickJournal.write(directory, events, stops, err);
            out.printf(
                    "%,d journaled events, %,d armed stops, half of them trailing; million events a second on one thread%n"
                            + "  replay   through both stages, outputs and digest: what a recovery does%n"
                            + "  read     the same records with their checksums, nothing done with them%n"
                            + "  tailer   Chronicle's tailer over the same files, each event's timestamp and length read%n"
                            + "Java %s, %d cores%n%n",
                    last,
                    stops,
                    System.getProperty("java.version"),
                    Runtime.getRuntime().availableProcessors());
            out.printf("%-6s %8s %8s %8s %14s%n", "round", "replay", "read", "tailer", "replay/tailer");
            for (int round = 1; round <= ROUNDS; round++) {
                double replay = rate(directory, last, ReplayScenario::replay);
                double read = rate(directory, last, ReplayScenario::read);
                double tailer = rate(directory, last, ReplayScenario::tail);
                out.printf(
                        Locale.ROOT, "%-6d %8.2f %8.2f %8.2f %14.2f%n", round, replay, read, tailer, replay / tailer);
            }
        } finally {
            Arguments.delete(directory);
        }
    }

    private static double rate(Path directory, long expected, Reading reading) throws IOException {
        long startNs = System.nanoTime();
        long found = reading.read(directory);
        double seconds = (System.nanoTime() - startNs) / 1e9;
        if (found != expected) {
            throw new IllegalStateException(found + " events were read, of " + expected);
        }
        return found / seconds / 1e6;
    }

    private static long replay(Path directory) throws IOException {
        Replica replica = new ReplicaFactory(Plugins.BUILT_IN, "", RingConfig.defaults()).genesis();
        new JournalReader(directory).upTo(Long.MAX_VALUE).read(1, replica, ReadProgress.NONE);
        return replica.sequence();
    }

    private static long read(Path directory) throws IOException {
        return new JournalReader(directory)
                .upTo(Long.MAX_VALUE)
                .read(1, (sequence, timestampNs, buffer, offset, length) -> {}, ReadProgress.NONE)
                .events();
    }

    private static long tail(Path directory) throws IOException {
        long count = 0;
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(directory, "segment-*")) {
            for (Path segment : segments) {
                count += tailSegment(segment);
            }
        }
        return count;
    }

    private static long tailSegment(Path segment) {
        long count = 0;
        long sum = 0;
        try (ChronicleQueue queue = SingleChronicleQueueBuilder.binary(segment)
                        .readOnly(true)
                        .build();
                ExcerptTailer tailer = queue.createTailer()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        break;
                    }
                    Bytes<?> bytes = document.wire().bytes();
                    long at = bytes.readPosition();
                    int events = bytes.readInt(at + COUNT_OFFSET);
                    at += GROUP_HEADER_BYTES;
                    for (int i = 0; i < events; i++) {
                        sum += bytes.readLong(at);
                        at += EVENT_HEADER_BYTES + bytes.readInt(at + Long.BYTES);
                    }
                    count += events;
                }
            }
        }
        // Used, so that the reads are not left out.
        return sum == 0 ? 0 : count;
    }
}
