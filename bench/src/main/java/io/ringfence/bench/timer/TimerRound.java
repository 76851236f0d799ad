package io.ringfence.bench.timer;

import com.sun.management.OperatingSystemMXBean;
import io.ringfence.bench.rig.GcPauses;
import io.ringfence.bench.rig.HistogramRecordings;
import io.ringfence.bench.rig.NoiseMeter;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.RoundPlan;
import io.ringfence.bench.rig.RoundResult;
import io.ringfence.config.node.FoundPlugins;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.config.node.NodeListener;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.replica.Rebuilt;
import io.ringfence.journal.replica.Replica;
import io.ringfence.transport.feed.CsvFeedConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** A node, its timers and a client, once. Nothing is recorded before it is all over: the times are in the journal and with the client. */
final class TimerRound {
    private static final double LEAST_SHARE_OF_LOAD = 0.99;
    private static final long PATIENCE_MS = 10_000;
    private static final long MS_NS = 1_000_000;

    private final RoundPlan plan;
    private final long ticksPerSecond;
    private final Path directory;
    private final TimerGrid grid;
    private final TimerClient client;
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final GcPauses gcPauses = new GcPauses();
    private Histogram noise;
    private Map<String, Long> pauses;
    private double cpuPercent;

    /** One whose node keeps its files in a directory. */
    TimerRound(RoundPlan plan, long ticksPerSecond, Path directory, TimerGrid grid) {
        this.plan = plan;
        this.ticksPerSecond = ticksPerSecond;
        this.directory = directory;
        this.grid = grid;
        client = new TimerClient(grid);
    }

    static long nowNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Empty when the node was not up before the first timer was due. */
    Optional<RoundResult> run() throws Exception {
        // Its feed begins when the node is up, so the file has ticks for longer than they are needed.
        List<CsvFeedConfig> feeds = ticksPerSecond == 0
                ? List.of()
                : List.of(TickFile.write(
                        directory.resolve("ticks.csv"),
                        TimerNode.LOAD,
                        ticksPerSecond,
                        (grid.toNs() - nowNs()) / MS_NS));
        NodeConfig config = TimerNode.config(directory, plan.options().get(TimerRounds.WAIT), grid, feeds);
        Node node = new Node(config, listener());
        List<String> findings = new ArrayList<>();
        try (node) {
            node.start();
            client.connect(address.get(PATIENCE_MS, TimeUnit.MILLISECONDS));
            if (nowNs() >= grid.dueNs(0)) {
                return Optional.empty();
            }
            measure();
            client.await(PATIENCE_MS);
            if (node.halt() != null) {
                findings.add(node.halt().describe());
            }
            node.feedFailure().ifPresent(findings::add);
        }
        findings.addAll(client.check());
        TimerJournal journal = TimerJournal.read(TimerNode.journal(directory), grid);
        findings.addAll(check(journal, node.progress().ticks(), node.summary()));
        findings.addAll(replay(config, node.summary()));
        return Optional.of(result(journal, node.summary(), findings));
    }

    /** From the measured time's begin to its end. */
    private void measure() throws InterruptedException {
        long fromNs = System.nanoTime() + grid.fromNs() - nowNs();
        long toNs = fromNs + grid.toNs() - grid.fromNs();
        NoiseMeter meter = NoiseMeter.ofHost(fromNs, toNs, gcPauses::begin);
        meter.start();
        TimeUnit.NANOSECONDS.sleep(fromNs - System.nanoTime());
        long startNs = System.nanoTime();
        long startCpuNs = cpuNs();
        TimeUnit.NANOSECONDS.sleep(toNs - System.nanoTime());
        cpuPercent = 100.0 * (cpuNs() - startCpuNs) / (System.nanoTime() - startNs);
        noise = meter.stop();
        pauses = gcPauses.since();
    }

    private static long cpuNs() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private List<String> check(TimerJournal journal, long published, NodeSummary summary) {
        List<String> wrong = new ArrayList<>();
        if (journal.passedCount() < grid.size()) {
            wrong.add("the journal ends before timer " + (journal.passedCount() + 1) + " was due");
        }
        if (journal.ticks() != published || summary.ticks() != published) {
            wrong.add("of " + published + " ticks " + journal.ticks() + " are in the journal, and " + summary.ticks()
                    + " were counted");
        }
        if (summary.rejectedTicks() + summary.badRows() > 0) {
            wrong.add(summary.rejectedTicks() + " ticks were refused, and " + summary.badRows() + " rows were bad");
        }
        wrong.addAll(fellBehind(reachedPerSecond(journal), ticksPerSecond));
        return wrong;
    }

    static List<String> fellBehind(double reachedPerSecond, long askedPerSecond) {
        if (reachedPerSecond >= askedPerSecond * LEAST_SHARE_OF_LOAD) {
            return List.of();
        }
        return List.of(String.format(
                Locale.ROOT,
                "only %,.0f of %,d ticks/s were reached: it is not the load that was asked for",
                reachedPerSecond,
                askedPerSecond));
    }

    /** Ticks in the journal whose times are in the measured time. */
    private double reachedPerSecond(TimerJournal journal) {
        return journal.measuredTicks() * 1e9 / (grid.toNs() - grid.fromNs());
    }

    /** Holds the state against what a replica makes of the journal. */
    private List<String> replay(NodeConfig config, NodeSummary summary) throws IOException {
        Replica replica = FoundPlugins.replicas(config.ring()).genesis();
        new JournalReader(config.journal().directory()).upTo(Long.MAX_VALUE).read(1, replica, ReadProgress.NONE);
        String replayed = replica.logic().stateHash();
        return replayed.equals(summary.stateHash())
                ? List.of()
                : List.of(
                        "state hash of the host: " + summary.stateHash() + ", of a replay of its journal: " + replayed);
    }

    private RoundResult result(TimerJournal journal, NodeSummary summary, List<String> findings) {
        HistogramRecordings recordings = new HistogramRecordings();
        Recordings.Recording event = recordings.point("event");
        Recordings.Recording arrival = recordings.point("client");
        recordings.begin(grid.fromNs(), plan.load().measureMs());
        for (int timer = 0; timer < journal.passedCount(); timer++) {
            event.record(grid.dueNs(timer), journal.eventTimeNs(timer));
        }
        for (int timer = 0; timer < client.arrivedCount(); timer++) {
            arrival.record(grid.dueNs(timer), client.arrivalNs(timer));
        }
        int measured = Math.max(0, client.arrivedCount() - grid.warmUpCount());
        return new RoundResult(
                plan.subject(),
                plan.round(),
                plan.load(),
                measured * 1e9 / (grid.toNs() - grid.fromNs()),
                recordings.histograms(),
                recordings.timeline(),
                noise,
                pauses,
                List.of(
                        String.format(Locale.ROOT, "ticks_a_second=%.0f", reachedPerSecond(journal)),
                        String.format(Locale.ROOT, "cpu=%.1f%%", cpuPercent),
                        "events=" + summary.sequence(),
                        "state_hash=" + summary.stateHash()),
                List.copyOf(findings));
    }

    private NodeListener listener() {
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
}
