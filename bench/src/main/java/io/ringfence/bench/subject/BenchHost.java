package io.ringfence.bench.subject;

import io.ringfence.bench.rig.Subject;
import io.ringfence.config.node.NodeClock;
import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageThreads;
import io.ringfence.core.ring.StageTimes;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.trade.TradeCounters;
import io.ringfence.journal.DiskSpaceListener;
import io.ringfence.journal.Durability;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalCounters;
import io.ringfence.journal.JournalListener;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalStage;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.RecoveryReport;
import io.ringfence.journal.log.EventLog;
import io.ringfence.journal.log.EventLogConfig;
import io.ringfence.journal.replica.Replica;
import io.ringfence.journal.replica.ReplicaFactory;
import io.ringfence.transport.broker.Broker;
import io.ringfence.transport.broker.BrokerStage;
import io.ringfence.transport.edge.Access;
import io.ringfence.transport.edge.EdgeConfig;
import io.ringfence.transport.edge.EdgeServer;
import io.ringfence.transport.edge.EdgeStage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * The path of a host from the ring to the broker's port, wired as {@code Node} wires it, on the host's clock and with a new
 * journal; or the part of it that journals. One thread starts it, publishes, and closes it.
 */
final class BenchHost implements AutoCloseable {
    private static final Plugins PLUGINS = Plugins.with(List.of(new AlwaysIn()));
    private static final Stage NOTHING = (slot, endOfBatch) -> {};
    private static final String SYMBOL = "BTCUSD";
    /** As in {@code reference.conf}: orders made ahead, so that none is made on the path. */
    private static final int MAX_OPEN_ORDERS = 10_000;

    private final HostOptions options;
    private final CoreLogic logic = new CoreLogic(PLUGINS);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Path directory;
    private Journal journal;
    private EventCore core;
    private EventPublisher publisher;
    private long claim;
    private long sequence;
    private String stateHash;

    BenchHost(HostOptions options) {
        this.options = options;
    }

    /**
     * Opens and starts everything.
     *
     * @param last a stage behind all others
     */
    void start(StageTimes times, Broker broker, List<NamedStage> last) throws IOException {
        directory = newDirectory(options.directory());
        logic.trade().makeRoom(MAX_OPEN_ORDERS);
        List<NamedStage> outputs = new ArrayList<>();
        outputs.add(new NamedStage("broker", new BrokerStage(broker), true));
        boolean isStalled = options.with().contains(HostOptions.Beside.STALLED_CLIENT);
        if (isStalled || options.with().contains(HostOptions.Beside.EDGE)) {
            outputs.add(new NamedStage("edge", edge(isStalled)));
        }
        Stage journaling = NOTHING;
        if (options.durability().isPresent()) {
            RecoveryReport empty = open();
            journaling = journal.begin(DiskSpaceListener.NONE);
            if (options.with().contains(HostOptions.Beside.EVENT_LOG)) {
                outputs.add(eventLog(empty));
            }
        }
        outputs.addAll(last);
        start(times, new Stages(journaling, logic.stopLoss(), logic.trade(), outputs));
    }

    /**
     * Opens and starts the ring and the journal: no stop is checked and nothing is traded.
     *
     * @param end makes the only stage behind the gate
     */
    void startJournal(StageTimes times, Function<JournalStage, Stage> end) throws IOException {
        directory = newDirectory(options.directory());
        open();
        JournalStage journaling = journal.begin(DiskSpaceListener.NONE);
        // Where the broker's stage stands.
        List<NamedStage> outputs = List.of(new NamedStage("end", end.apply(journaling), true));
        start(times, new Stages(journaling, NOTHING, NOTHING, outputs));
    }

    private void start(StageTimes times, Stages stages) {
        core = new EventCore(options.ring(), NodeClock.wall(0), times, 0, stages, StageThreads.unpinned());
        opened.push(core);
        publisher = core.publisher();
        core.start();
    }

    /** Opens the journal, which is new; returns what that says of it. */
    private RecoveryReport open() throws IOException {
        journal = Journal.open(config(options.durability().get()));
        opened.push(journal);
        return journal.recover(1, (at, timeNs, buffer, offset, length) -> {}, ReadProgress.NONE);
    }

    private EdgeStage edge(boolean isStalled) throws IOException {
        EdgeServer edge = new EdgeServer(EdgeConfig.defaults().with(Access.OPEN));
        opened.push(edge);
        EdgeStage stage = new EdgeStage(edge, List.of(SYMBOL));
        edge.start();
        if (isStalled) {
            opened.push(new StalledClient(edge.boundAddress()));
        }
        return stage;
    }

    private NamedStage eventLog(RecoveryReport empty) throws IOException {
        EventLog log = EventLog.open(EventLogConfig.defaults(journalDirectory()), notice -> {});
        opened.push(log);
        log.recover(1, ReadProgress.NONE);
        log.replayFrom(0, 0);
        return new NamedStage("event-log", log.stage(empty));
    }

    /** What the journal has done. After the start. */
    JournalCounters journalCounters() {
        return journal.counters();
    }

    Path journalDirectory() {
        return directory.resolve("journal");
    }

    private Path newDirectory(Path parent) throws IOException {
        RoundDirectory made = RoundDirectory.in(parent);
        opened.push(made);
        return made.path();
    }

    private JournalConfig config(Durability durability) throws IOException {
        JournalConfig usual = JournalConfig.defaults(journalDirectory());
        return new JournalConfig(
                usual.directory(),
                durability,
                usual.maxGroupBytes(),
                options.segmentBytes(),
                usual.blockBytes(),
                usual.lowDiskBytes(),
                // No reserve: nothing is lost when a host that is only measured halts for want of room.
                0,
                usual.diskCheckMs());
    }

    /** The next slot, as soon as there is room for this class of producer; to be encoded into and published. */
    EventSlot claim(Admission admission) {
        claim = publisher.tryClaim(admission);
        while (claim < 0) {
            if (claim == EventPublisher.HALTED) {
                throw halted();
            }
            Thread.onSpinWait();
            claim = publisher.tryClaim(admission);
        }
        EventSlot slot = publisher.slot(claim);
        sequence = slot.sequence();
        return slot;
    }

    /** Hands the claimed slot on; returns its sequence. */
    long publish() {
        publisher.publish(claim);
        return sequence;
    }

    /** Threads of the layout, and what its files take. By the thread that started it. */
    Subject.Watched watched() {
        List<String> threads = switch (options.ring().threading()) {
            case INLINE -> List.of(Thread.currentThread().getName());
            case COMPACT -> List.of("ringfence-core", "ringfence-output");
            case PIPELINED ->
                List.of(
                        "ringfence-journal",
                        "ringfence-stop-loss",
                        "ringfence-trade",
                        "ringfence-broker",
                        "ringfence-edge",
                        "ringfence-event-log");
        };
        return new Subject.Watched(threads, () -> bytesBelow(directory.toFile()));
    }

    /** Files come and go meanwhile; one that is gone takes nothing. */
    private static long bytesBelow(File file) {
        File[] children = file.listFiles();
        if (children == null) {
            return file.length();
        }
        long bytes = 0;
        for (File child : children) {
            bytes += bytesBelow(child);
        }
        return bytes;
    }

    /** Waits until what was published before the load is through. */
    void awaitStart() {
        if (!core.awaitCompleted(sequence)) {
            throw halted();
        }
    }

    /** Throws when the core has halted: what the caller waits for does not come. */
    void checkRunning() {
        if (core.halt() != null) {
            throw halted();
        }
    }

    private IllegalStateException halted() {
        return new IllegalStateException(
                core.halt() == null ? "the core is closed" : core.halt().describe());
    }

    /** Waits until everything published is through all stages; false when that takes longer or the core has halted. */
    boolean awaitDone(long timeoutMs) throws InterruptedException {
        long deadlineNs = System.nanoTime() + timeoutMs * 1_000_000;
        while (core.completedSequence() < sequence && core.halt() == null && System.nanoTime() - deadlineNs < 0) {
            Thread.sleep(1);
        }
        return core.completedSequence() >= sequence;
    }

    /** Stops the threads; says why the core has halted, if it has. */
    List<String> stop() {
        List<String> wrong = new ArrayList<>();
        if (core.halt() != null) {
            wrong.add(core.halt().describe());
        }
        core.close();
        return wrong;
    }

    /**
     * Stops the threads, and holds the state against what a replica makes of the journal.
     *
     * @return what is wrong, a line each
     */
    List<String> verify() throws Exception {
        List<String> wrong = stop();
        stateHash = logic.stateHash();
        if (options.durability().isEmpty() || !wrong.isEmpty()) {
            return wrong;
        }
        Replica replica = new ReplicaFactory(PLUGINS, "", options.ring()).genesis();
        new JournalReader(journalDirectory()).upTo(Long.MAX_VALUE).read(1, replica, ReadProgress.NONE);
        expect(wrong, "sequence", sequence, replica.sequence());
        expect(
                wrong,
                "output digest",
                Long.toHexString(logic.trade().outputDigest()),
                Long.toHexString(replica.logic().trade().outputDigest()));
        expect(wrong, "state hash", stateHash, replica.logic().stateHash());
        return wrong;
    }

    /** Hands on what was journaled, from the first event on. After {@link #verify()}. */
    void readJournal(JournalListener listener) throws IOException {
        new JournalReader(journalDirectory()).forEach(1, Long.MAX_VALUE, listener, ReadProgress.NONE);
    }

    private static void expect(List<String> wrong, String what, Object host, Object replica) {
        if (!host.equals(replica)) {
            wrong.add(what + " of the host: " + host + ", of a replay of its journal: " + replica);
        }
    }

    /** After {@link #verify()}. */
    List<String> facts() {
        return List.of(
                "events=" + sequence,
                "stops_armed=" + logic.trade().counters().stopsArmed(),
                "stops_fired=" + logic.trade().counters().stopsFired(),
                "state_hash=" + stateHash,
                "output_digest=" + Long.toHexString(logic.trade().outputDigest()));
    }

    /** What the core has counted. After {@link #verify()}. */
    TradeCounters counters() {
        return logic.trade().counters();
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IOException("could not close everything: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
