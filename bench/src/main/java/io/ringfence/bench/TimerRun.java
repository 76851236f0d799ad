package io.ringfence.bench;

import com.sun.management.OperatingSystemMXBean;
import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.AccountSpec;
import io.ringfence.config.node.Declarations;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.config.node.NodeListener;
import io.ringfence.config.node.StrategySpec;
import io.ringfence.config.node.TermsSpec;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.replica.Rebuilt;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One node on the host's clock, without feeds, whose strategies' entry times are the timers. They stand on a grid that is
 * fixed before the node starts, and each is measured from its own place on it: one that a late one delays is late too. The
 * first hundred, 10 ms apart, warm the node up and are not measured.
 */
final class TimerRun {
    /** For the node to start in; twice that the next time, where it was not enough. */
    private static final long START_NS = 4_000_000_000L;

    private static final long MAX_START_NS = 8 * START_NS;

    private static final int WARM_UP_COUNT = 100;
    private static final long WARM_UP_INTERVAL_NS = 10_000_000;
    private static final long PATIENCE_MS = 10_000;
    private static final long DAY_NS = 86_400_000_000_000L;

    private final String waitProfile;
    private final int count;
    private final long intervalNs;

    /**
     * What came of it, in nanoseconds after the due times.
     *
     * @param event to the time of the event that fired the timer
     * @param client to when a client had the timer's message
     * @param cpuPercent of one core that the process used from the end of the warm-up on
     */
    record Result(Lateness event, Lateness client, double cpuPercent) {}

    TimerRun(String waitProfile, int count, int intervalMs) {
        this.waitProfile = waitProfile;
        this.count = count;
        this.intervalNs = intervalMs * 1_000_000L;
    }

    /** About how long it takes. */
    long seconds() {
        return (START_NS + WARM_UP_COUNT * WARM_UP_INTERVAL_NS + count * intervalNs) / 1_000_000_000;
    }

    Result run() throws Exception {
        for (long startNs = START_NS; startNs <= MAX_START_NS; startNs *= 2) {
            Path directory = Files.createTempDirectory("ringfence-timer");
            try {
                Optional<Result> result = run(directory, dueTimes(nowNs() + startNs));
                if (result.isPresent()) {
                    return result.get();
                }
            } finally {
                delete(directory);
            }
        }
        throw new IllegalStateException("the node was not up after " + MAX_START_NS / 1_000_000_000 + " s");
    }

    /** Empty when the node was not up before the first timer was due. */
    private Optional<Result> run(Path directory, long[] dueNs) throws Exception {
        CompletableFuture<String> address = new CompletableFuture<>();
        TimerClient client = new TimerClient(dueNs.length);
        double cpuPercent;
        try (Node node = new Node(config(directory, dueNs), listener(address))) {
            node.start();
            client.connect(address.get(PATIENCE_MS, TimeUnit.MILLISECONDS));
            if (nowNs() >= dueNs[0]) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.sleep(dueNs[WARM_UP_COUNT - 1] - nowNs());
            long startNs = nowNs();
            long startCpuNs = cpuNs();
            client.await((dueNs[dueNs.length - 1] - startNs) / 1_000_000 + PATIENCE_MS);
            cpuPercent = 100.0 * (cpuNs() - startCpuNs) / (nowNs() - startNs);
        }
        return Optional.of(
                new Result(late(eventTimes(directory, dueNs), dueNs), late(client.arrivalsNs(), dueNs), cpuPercent));
    }

    private long[] dueTimes(long firstNs) {
        long[] dueNs = new long[WARM_UP_COUNT + count];
        for (int i = 0; i < dueNs.length; i++) {
            int warm = Math.min(i, WARM_UP_COUNT);
            dueNs[i] = firstNs + warm * WARM_UP_INTERVAL_NS + (i - warm) * intervalNs;
        }
        return dueNs;
    }

    static long nowNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private static long cpuNs() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private Lateness late(long[] timesNs, long[] dueNs) {
        long[] late = new long[count];
        Arrays.setAll(late, i -> timesNs[WARM_UP_COUNT + i] - dueNs[WARM_UP_COUNT + i]);
        return Lateness.of(late);
    }

    private NodeConfig config(Path directory, long[] dueNs) throws IOException {
        Path file = Files.writeString(directory.resolve("node.conf"), "");
        NodeConfig base = ConfigFile.file(
                file,
                List.of(
                        "clock=wall",
                        "ring.wait=" + waitProfile,
                        "journal.directory=" + directory.resolve("journal"),
                        "broker.log=" + directory.resolve("broker.log"),
                        "edge.port=0",
                        "instruments=[IDLE]",
                        "limits.max-open-orders=1000000"));
        List<StrategySpec> strategies = new ArrayList<>();
        for (int i = 0; i < dueNs.length; i++) {
            strategies.add(strategy("timer-" + i, dueNs[i]));
        }
        return new NodeConfig(
                base.ring(),
                base.cpus(),
                base.journal(),
                base.eventLog(),
                base.sql(),
                base.replica(),
                base.clock(),
                base.isLockstep(),
                base.limits(),
                base.feeds(),
                base.broker(),
                base.edge(),
                new Declarations(List.of(), List.of("IDLE"), strategies, List.of(), List.of()),
                List.of(),
                base.warmUp(),
                Optional.empty());
    }

    /** Buys when the timer is due. Without a price nothing fills, and nothing else happens within the day. */
    private static StrategySpec strategy(String name, long dueNs) {
        TermsSpec.Stop stop =
                new TermsSpec.Stop(StopUnit.RATIO, Decimal.ONE / 2, false, OptionalLong.empty(), OptionalLong.empty());
        TermsSpec.Times times =
                new TermsSpec.Times(OptionalLong.of(dueNs), OptionalLong.of(dueNs + DAY_NS), 0, 0, LateStart.FIRE);
        TermsSpec terms = new TermsSpec(Decimal.ONE, times, stop, Optional.empty(), false, 0);
        return new StrategySpec(
                name,
                "IDLE",
                AccountSpec.HOST,
                PositionSide.LONG,
                TriggerSource.LAST,
                StrategySpec.TIMED,
                "",
                terms,
                false,
                true);
    }

    /** Time of the first event at or after each due time, from the journal: timers fire with that event. */
    private static long[] eventTimes(Path directory, long[] dueNs) throws IOException {
        long[] timesNs = new long[dueNs.length];
        int[] next = {0};
        new JournalReader(directory.resolve("journal"))
                .forEach(1, Long.MAX_VALUE, (sequence, timestampNs, buffer, offset, length) -> {
                    while (next[0] < dueNs.length && dueNs[next[0]] <= timestampNs) {
                        timesNs[next[0]++] = timestampNs;
                    }
                });
        if (next[0] < dueNs.length) {
            throw new IllegalStateException("the journal ends before timer " + next[0] + " was due");
        }
        return timesNs;
    }

    private static NodeListener listener(CompletableFuture<String> address) {
        return new NodeListener() {
            @Override
            public void onListening(String boundAddress) {
                address.complete(boundAddress);
            }

            @Override
            public void onReplayProgress(long doneBytes, long totalBytes) {}

            @Override
            public void onRecovered(Rebuilt rebuilt) {}

            @Override
            public void onBadRow(String source, long lineNumber, String reason) {}
        };
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
