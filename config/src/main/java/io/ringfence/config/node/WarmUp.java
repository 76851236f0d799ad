package io.ringfence.config.node;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.log.EventLogConfig;
import io.ringfence.journal.replica.Rebuilt;
import io.ringfence.transport.broker.SimulatedBrokerConfig;
import io.ringfence.transport.broker.SimulatedFaults;
import io.ringfence.transport.edge.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has the JIT compile the path before the host's first event: a second host of the same make, with the same layout of threads
 * and the same classes at every call, lives through {@link WarmUpWork} in a directory of its own, which is then removed.
 * Nothing of it reaches this host's journal, broker, edge or state, since nothing of this host is in it.
 *
 * <p>Clients, a replica and a database it has none of, but for one client that listens. Plug-ins of the user's are loaded, and
 * not called.
 */
final class WarmUp {
    /** In the journal's directory, so that segments are made on the same file system. */
    static final String DIRECTORY = "warm-up";

    /** So that a few segments begin meanwhile. */
    private static final long SEGMENT_BYTES = 4 << 20;
    /** For what a start publishes before its first tick. */
    private static final long LEAD_NS = 300_000_000;

    /** Room for the orders of all strategies that enter at once. */
    private static final int MAX_ORDERS = 1 << 16;

    private static final long MAX_LATENCY_NS = 1_000_000;
    private static final int LOOK_MS = 20;
    /** Looks at which the compilers must have done nothing. */
    private static final int IDLE_LOOKS = 5;

    private final NodeConfig config;
    private final NodeListener listener;
    private final Path directory;
    private long deadlineNs;

    WarmUp(NodeConfig config, NodeListener listener) {
        this.config = config;
        this.listener = listener;
        this.directory = config.journal().directory().resolve(DIRECTORY);
    }

    /** Runs it, where it is configured. A host that could not be warmed up is none the worse for it. */
    void run() {
        long startNs = System.nanoTime();
        deadlineNs = startNs + config.warmUp().limitMs() * 1_000_000L;
        try {
            // One that was killed may have left it behind.
            remove();
            if (config.warmUp().ticks() > 0) {
                liveAndRemove();
                listener.onWarmedUp(System.nanoTime() - startNs);
            }
        } catch (IOException | RuntimeException failed) {
            listener.onNotice("not warmed up: " + failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void liveAndRemove() throws IOException, InterruptedException {
        try {
            Files.createDirectories(directory);
            live();
            awaitCompilers();
        } finally {
            remove();
        }
    }

    private void live() throws IOException, InterruptedException {
        WarmUpWork work = new WarmUpWork(config.warmUp().ticks(), nowNs() + LEAD_NS);
        Heard heard = new Heard();
        WarmUpClient client = null;
        try (Node host = new Node(host(work), heard)) {
            host.start();
            if (heard.address != null) {
                client = new WarmUpClient(heard.address);
            }
            boolean isThrough = false;
            while (!isThrough && host.halt() == null && leftMs() > 0) {
                isThrough = host.awaitEnd(Math.min(LOOK_MS, leftMs()));
                listener.onWarmUp(host.progress().ticks(), config.warmUp().ticks());
            }
            if (host.halt() != null) {
                throw new IllegalStateException(
                        host.halt().describe(), host.halt().cause());
            }
        } finally {
            if (client != null) {
                client.close();
            }
        }
    }

    private long leftMs() {
        return (deadlineNs - System.nanoTime()) / 1_000_000;
    }

    /** What was found to be hot at the end may wait for its turn. */
    private void awaitCompilers() throws InterruptedException {
        long before = JitThreads.cpuTicks();
        for (int idle = 0; idle < IDLE_LOOKS && leftMs() > 0; ) {
            Thread.sleep(LOOK_MS);
            long now = JitThreads.cpuTicks();
            idle = now == before ? idle + 1 : 0;
            before = now;
            listener.onWarmUp(config.warmUp().ticks(), config.warmUp().ticks());
        }
    }

    private static long nowNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private NodeConfig host(WarmUpWork work) throws IOException {
        return new NodeConfig(
                config.ring(),
                config.cpus(),
                journal(),
                config.eventLog()
                        .map(log ->
                                new EventLogConfig(directory, log.maxGroupBytes(), segmentBytes(log.maxGroupBytes()))),
                Optional.empty(),
                Optional.empty(),
                ClockMode.WALL,
                false,
                limits(work.strategyCount()),
                work.feeds(directory),
                broker(),
                config.edge().map(edge -> edge.on("127.0.0.1", 0).inTheClear().with(Access.OPEN)),
                work.declared(),
                List.of(),
                WarmUpConfig.NONE,
                // As live, so that what it compiles has the same calls in it.
                config.stat().map(stat -> stat.in(directory)),
                Optional.empty(),
                0,
                NodeEvents.NONE);
    }

    private JournalConfig journal() {
        JournalConfig live = config.journal();
        return new JournalConfig(
                directory,
                live.durability(),
                live.maxGroupBytes(),
                segmentBytes(live.maxGroupBytes()),
                live.blockBytes(),
                0,
                0,
                live.diskCheckMs());
    }

    private static long segmentBytes(int maxGroupBytes) {
        return Math.max(SEGMENT_BYTES, maxGroupBytes);
    }

    private NodeLimits limits(int strategies) {
        NodeLimits live = config.limits();
        return new NodeLimits(
                Math.max(2, live.maxInstruments()),
                strategies,
                MAX_ORDERS,
                live.maxExitAttempts(),
                live.exitRetryDelayNs(),
                live.exitRetryMaxDelayNs(),
                live.lateAfterNs(),
                live.reconcilePeriodNs(),
                0,
                live.brokerErrorWindowNs(),
                live.feedSilenceNs(),
                live.maxAccounts(),
                1 << 16,
                Math.max(2, live.maxConditions()),
                live.maxActionsPerCall(),
                live.maxStrategiesPerAccount(),
                live.maxOpenOrdersPerAccount(),
                live.maxConditionsPerAccount());
    }

    private SimulatedBrokerConfig broker() {
        SimulatedBrokerConfig live = config.broker();
        return new SimulatedBrokerConfig(
                directory.resolve("broker.log"),
                Math.min(live.latencyNs(), MAX_LATENCY_NS),
                Decimal.ONE / 10,
                Decimal.ONE / 100,
                live.feeRate(),
                live.seed(),
                Math.max(live.maxHeldReports(), MAX_ORDERS),
                MAX_ORDERS,
                SimulatedFaults.NONE);
    }

    private void remove() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Says nothing, and remembers where the edge is. */
    private static final class Heard implements NodeListener {
        private String address;

        @Override
        public void onReplayProgress(long doneBytes, long totalBytes) {}

        @Override
        public void onRecovered(Rebuilt rebuilt) {}

        @Override
        public void onListening(String boundAddress) {
            address = boundAddress;
        }

        @Override
        public void onBadRow(String source, long lineNumber, String reason) {}
    }
}
