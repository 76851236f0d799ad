package io.ringfence.bench;

import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.ring.WaitProfile;
import io.ringfence.journal.DiskSpaceListener;
import io.ringfence.journal.Durability;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.ReadProgress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What each durability costs: from the time an event was to be published until it has passed the gate. Open loop: an event
 * that comes late because the one before was held up counts as late.
 */
final class DurabilityScenario {
    private static final int DEFAULT_RATE = 10_000;
    private static final int DEFAULT_SECONDS = 10;
    private static final int WARM_UP_SECONDS = 3;

    private final int rate;
    private final int seconds;

    private DurabilityScenario(int rate, int seconds) {
        this.rate = rate;
        this.seconds = seconds;
    }

    /**
     * Takes the command line's arguments: events a second, seconds; both may be left out.
     *
     * @throws IllegalArgumentException in one line, naming the argument, its value and what is expected
     */
    static DurabilityScenario of(List<String> args) {
        if (args.size() > 2) {
            throw new IllegalArgumentException(
                    "durability " + String.join(" ", args) + ": expected at most two arguments");
        }
        return new DurabilityScenario(
                args.isEmpty() ? DEFAULT_RATE : (int) Arguments.number("RATE", args.get(0), 1, 1_000_000),
                args.size() < 2 ? DEFAULT_SECONDS : (int) Arguments.number("SECONDS", args.get(1), 1, 600));
    }

    void run(PrintStream out, PrintStream err) throws IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        out.printf(
                "%,d ticks a second for %d s, balanced, compact; microseconds from the intended time to behind the gate%n"
                        + "Java %s, %d cores%n%n",
                rate,
                seconds,
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
        out.printf("%-10s %9s %9s %9s %9s %9s%n", "durability", "p50", "p90", "p99", "p99.9", "max");
        for (Durability durability : Durability.values()) {
            String name = durability.name().toLowerCase(Locale.ROOT);
            err.printf("%s: %d s%n", name, WARM_UP_SECONDS + seconds);
            long[] late = run(durability);
            Arrays.sort(late);
            out.printf(
                    Locale.ROOT,
                    "%-10s %9.1f %9.1f %9.1f %9.1f %9.1f%n",
                    name,
                    at(late, 0.5),
                    at(late, 0.9),
                    at(late, 0.99),
                    at(late, 0.999),
                    at(late, 1));
        }
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.max(0, Math.ceil(sorted.length * share) - 1)] / 1e3;
    }

    /** How late each event was, in nanoseconds. */
    private long[] run(Durability durability) throws IOException {
        Path directory = Files.createTempDirectory("ringfence-durability");
        try {
            JournalConfig usual = JournalConfig.defaults(directory);
            JournalConfig config = new JournalConfig(
                    directory,
                    durability,
                    usual.maxGroupBytes(),
                    usual.segmentBytes(),
                    usual.blockBytes(),
                    0,
                    0,
                    usual.diskCheckMs());
            try (Journal journal = Journal.open(config)) {
                journal.recover(1, (sequence, timestampNs, buffer, offset, length) -> {}, ReadProgress.NONE);
                return run(journal.begin(DiskSpaceListener.NONE));
            }
        } finally {
            Arguments.delete(directory);
        }
    }

    private long[] run(Stage journal) {
        int warmUp = rate * WARM_UP_SECONDS;
        Gate gate = new Gate(warmUp + rate * seconds);
        Stage none = (slot, endOfBatch) -> {};
        RingConfig usual = RingConfig.defaults();
        RingConfig ring = new RingConfig(
                usual.slots(),
                usual.threading(),
                WaitProfile.BALANCED,
                usual.maxBatchEvents(),
                usual.inputInitialBytes(),
                usual.inputMaxBytes(),
                usual.outputInitialBytes(),
                usual.outputMaxBytes());
        Stages stages = new Stages(journal, none, none, List.of(new NamedStage("gate", gate)));
        try (EventCore core = new EventCore(ring, System::nanoTime, 0, stages, StageThreads.unpinned())) {
            core.start();
            publish(core.publisher(), gate.passedNs.length);
            core.awaitCompleted(gate.passedNs.length);
        }
        return Arrays.copyOfRange(gate.lateNs(), warmUp, gate.passedNs.length);
    }

    /** Each event says when it was to be published, however late it is. */
    private void publish(EventPublisher publisher, int count) {
        Events events = new Events();
        long startNs = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long dueNs = startNs + i * 1_000_000_000L / rate;
            while (System.nanoTime() < dueNs) {
                Thread.onSpinWait();
            }
            long claim = publisher.tryClaim(Admission.VITAL);
            while (claim == EventPublisher.BUSY) {
                Thread.onSpinWait();
                claim = publisher.tryClaim(Admission.VITAL);
            }
            EventSlot slot = publisher.slot(claim);
            // The feed sequence of the tick is the time it was due.
            events.trade(slot, dueNs, 1);
            publisher.publish(claim);
        }
    }

    /** Notes when each event came through. */
    private static final class Gate implements Stage {
        private final long[] dueNs;
        private final long[] passedNs;

        Gate(int count) {
            dueNs = new long[count];
            passedNs = new long[count];
        }

        @Override
        public void onEvent(EventSlot slot, boolean endOfBatch) {
            int i = (int) slot.sequence() - 1;
            dueNs[i] = Events.feedSequence(slot);
            passedNs[i] = System.nanoTime();
        }

        long[] lateNs() {
            long[] late = new long[dueNs.length];
            Arrays.setAll(late, i -> passedNs[i] - dueNs[i]);
            return late;
        }
    }
}
