package io.ringfence.config.node;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.SequenceSkippedEncoder;
import io.ringfence.core.ring.EpochClock;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.Halt;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.Stages;
import io.ringfence.core.ring.Stages.NamedStage;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.trade.TradeStage;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalStage;
import io.ringfence.journal.RecoveryReport;
import io.ringfence.journal.log.EventLog;
import io.ringfence.journal.log.EventLogStage;
import io.ringfence.journal.replica.Rebuilt;
import io.ringfence.journal.replica.ReplayHaltedException;
import io.ringfence.journal.replica.SnapshotInfo;
import io.ringfence.journal.replica.Snapshots;
import io.ringfence.journal.sql.SqlProjector;
import io.ringfence.transport.broker.BrokerStage;
import io.ringfence.transport.broker.ReportPump;
import io.ringfence.transport.broker.SimulatedBroker;
import io.ringfence.transport.feed.CsvFeed;
import io.ringfence.transport.feed.CsvFeedConfig;
import io.ringfence.transport.feed.FeedState;
import io.ringfence.transport.feed.RecordedStart;
import io.ringfence.transport.feed.SourceTime;
import io.ringfence.transport.feed.TickBarrier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;

/**
 * A trading host: makes every part, starts them in the direction data flows, and closes them in reverse.
 *
 * <p>{@link #start()} recovers the journal and starts everything; {@link #awaitEnd} waits until the recorded feeds are
 * through; {@link #close()} drains and gives everything back. One thread calls these; {@link #progress()} and {@link #halt()}
 * may be called from any. Long because it is the one place where everything is wired, read from top to bottom.
 */
public final class Node implements AutoCloseable {
    private final NodeConfig config;
    private final NodeListener listener;
    private final Set<Long> skipSequences;
    private final List<CsvFeed> feeds = new ArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private CoreLogic logic;
    private EventCore core;
    private ReportPump reports;
    private InputPump answers;
    private DiskInputs disk;
    private InputAppender inputs;
    private Script script;
    private HostReplica replica;
    private SimulatedBroker broker;
    private HostFigures figures;
    private ClockProducer silence;
    private NodeEdge edge;
    private NodeGateways gateways;
    private NodeHealth health;
    private Drain drain;
    private Lockstep lockstep;
    /** Set by whoever starts, read by whoever stops. */
    private volatile RecordedFeeds recorded;

    private NodeClock.Feed feedClock;

    /** A node that has done nothing yet. */
    public Node(NodeConfig config, NodeListener listener) {
        this(config, listener, Set.of());
    }

    /**
     * A node whose operator has decided to leave events out.
     *
     * @param skipSequences of events that halt the replay
     */
    public Node(NodeConfig config, NodeListener listener, Set<Long> skipSequences) {
        this.config = config;
        this.listener = listener;
        this.skipSequences = new TreeSet<>(skipSequences);
    }

    /**
     * Recovers and starts.
     *
     * @throws IOException when the journal or a source cannot be read
     * @throws io.ringfence.journal.JournalLockedException when another host has the journal
     * @throws io.ringfence.journal.JournalDamagedException when accepted events, or kept outputs, are missing or changed
     * @throws io.ringfence.journal.log.EventLogException when the event log is not this journal's
     * @throws io.ringfence.journal.NewerJournalException when a newer build wrote some of them
     * @throws io.ringfence.journal.replica.ReplayHaltedException when a journaled event halts the core
     * @throws io.ringfence.journal.replica.ReplayRefusedException when this host lacks what the journal was written with, or
     *     an event that is to be left out halts nothing
     */
    public void start() throws IOException {
        Journal journal = opened(Journal.open(config.journal()));
        figures = opened(HostFigures.open(config, listener));
        health = new NodeHealth(figures::read, this::halt, this::feedFailure);
        Snapshots snapshots = new Snapshots(config.journal().directory(), Build.version());
        Optional<EventLog> eventLog = config.eventLog().map(log -> opened(EventLog.open(log, listener::onNotice)));
        Optional<SqlProjector> sql = config.sql()
                .map(to ->
                        opened(new SqlProjector(to, config.journal().directory(), new SqlNotices(listener::onNotice))));
        Rebuilt rebuilt = recover(new NodeRecovery(config, journal, snapshots, eventLog, listener));
        new WarmUp(config, listener).run();
        logic = rebuilt.replica().logic();
        logic.trade().makeRoom(config.limits().maxOpenOrders());
        RecoveryReport recovered = rebuilt.journal();
        boolean isNew = recovered.lastSequence() == 0;
        EpochClock clock = clock(recovered.lastTimestampNs(), isNew);
        long endNs = isNew ? clock.epochNs() : recovered.lastTimestampNs();
        long marginNs = isNew || config.isLockstep() ? 0 : Script.MARGIN_NS;
        StartInputs startInputs = new StartInputs(config, logic, endNs, marginNs);
        config.notices().forEach(listener::onNotice);
        startInputs.notices().forEach(listener::onNotice);
        List<Long> resumeAt = config.feeds().stream()
                .map(feed -> logic.stopLoss().lastFeedSequence(feed.feedId()))
                .toList();

        gateways = opened(new NodeGateways(config.events(), listener::onNotice));
        List<NamedStage> last = gateways.open(config, logic, startInputs::symbol, clock);
        List<NamedStage> outputs =
                outputs(recovered, eventLog.map(EventLog::lastPosition).orElse(0L), clock);
        outputs.addAll(last);
        startReplica(rebuilt, snapshots);
        disk = new DiskInputs(listener);
        // Last of what may fail for an operator's mistake: it makes a segment.
        JournalStage journalStage = journal.begin(disk);
        eventLog.ifPresent(log -> outputs.add(new NamedStage("event-log", keepFor(log.stage(recovered)))));
        Stages stages = new Stages(journalStage, logic.stopLoss(), logic.trade(), outputs);
        core = opened(new EventCore(
                config.ring(),
                clock,
                figures.times(),
                recovered.lastSequence(),
                stages,
                new PinnedThreads(config.cpus())));
        figures.watch(core, config.ring().slots());
        figures.watch(journalStage, journal.counters(), config.journal().directory());
        reports.connect(core.publisher());
        inputs = new InputAppender(core.publisher());
        answers.connect(inputs);
        disk.connect(inputs);
        gateways.connect(inputs);

        core.start();
        sql.ifPresent(projector -> {
            projector.start();
            figures.watch(projector);
        });
        if (replica != null) {
            replica.followUpTo(journalStage::committedSequence);
            replica.start(inputs);
            figures.watch(replica, journalStage);
        }
        startProducers(startInputs, clock, resumeAt);
        gateways.start(core.publisher(), edge == null ? name -> name : edge::targetOf);
        if (edge != null) {
            edge.connect(core.publisher());
        }
        gateways.feed(startInputs::instrumentId, core.publisher()).ifPresent(this::opened);
        figures.running();
        health.running();
    }

    private Rebuilt recover(NodeRecovery recovery) throws IOException {
        try {
            return recovery.run(skipSequences);
        } catch (ReplayHaltedException halted) {
            figures.haltedAtStart(halted.halt());
            throw halted;
        }
    }

    private EventLogStage keepFor(EventLogStage stage) {
        figures.watch(stage);
        if (replica != null) {
            replica.trimUpTo(stage::committedPosition);
        }
        return stage;
    }

    /** What stands behind the gate, but for the event log, whose newest position is {@code lastKept}. */
    private List<NamedStage> outputs(RecoveryReport recovered, long lastKept, EpochClock clock) throws IOException {
        reports = new ReportPump(config.broker().maxHeldReports());
        silence = new ClockProducer(this::nextDeadlineNs, ClockProducer.MAX_PARK_NS);
        broker = opened(new SimulatedBroker(config.broker(), reports, silence::look));
        startBroker(recovered.lastSequence());
        List<NamedStage> outputs = new ArrayList<>();
        outputs.add(new NamedStage("broker", new BrokerStage(broker, figures.orders(clock)), true));
        if (config.edge().isPresent()) {
            edge = opened(new NodeEdge(
                    config,
                    config.edge().get(),
                    logic,
                    EdgeHistory.epoch(config),
                    figures.times(),
                    health,
                    clock,
                    gateways,
                    listener::onNotice));
            figures.watch(edge.server().counters());
            EdgeHistory.remember(config, logic, recovered.lastTimestampNs(), lastKept, edge.stage(), edge.events());
            edge.start();
            listener.onListening(edge.address());
            outputs.add(new NamedStage("edge", edge.stage()));
        }
        answers = new InputPump(config.limits().maxStrategies());
        figures.watch(reports, answers);
        // Of all stages the one with the least to do.
        Stage scheduler =
                figures.counting(new SchedulerStage(config.calendars(), answers, listener::onNotice, silence::look));
        outputs.add(new NamedStage("scheduler", scheduler));
        return outputs;
    }

    /** Without threads there is nobody to run it. A host that no copy can be made of is none the worse for it. */
    private void startReplica(Rebuilt rebuilt, Snapshots snapshots) {
        if (config.replica().isEmpty() || config.ring().threading() == ThreadingMode.INLINE) {
            return;
        }
        // A snapshot before the decision is journaled would be of a host that no replay knows of.
        long snapshotSequence = skipSequences.isEmpty()
                ? rebuilt.snapshot().map(SnapshotInfo::sequence).orElse(0L)
                : rebuilt.replica().sequence();
        try {
            replica = opened(new HostReplica(
                    config.replica().get(),
                    config.journal().directory(),
                    rebuilt.replica(),
                    snapshotSequence,
                    snapshots,
                    listener));
        } catch (StateFormatException uncopied) {
            listener.onNotice("no replica runs behind this host, and no snapshots are taken: " + uncopied.getMessage());
        }
    }

    /** An order that no journaled event can have sent means that the two are not of one host's life. */
    private void startBroker(long lastSequence) throws IOException {
        try {
            broker.start();
        } catch (IllegalStateException | UncheckedIOException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
        logic.stopLoss().tellPrices(broker::resumeAt);
        long sentAt = TradeStage.sequenceOf(broker.highestClientOrderId());
        if (sentAt > lastSequence) {
            throw new IOException(config.broker().log() + ": the broker has an order of sequence " + sentAt
                    + ", but the journal ends at sequence " + lastSequence + ": "
                    + config.journal().directory()
                    + " was removed, lost its end, or is not this broker's");
        }
    }

    private EpochClock clock(long lastTimestampNs, boolean isNew) {
        if (config.clock() == ClockMode.WALL) {
            return NodeClock.wall(lastTimestampNs);
        }
        feedClock = new NodeClock.Feed(
                isNew ? RecordedStart.timeNs(config.feeds()).orElse(lastTimestampNs) : lastTimestampNs);
        return feedClock;
    }

    private void startProducers(StartInputs startInputs, EpochClock clock, List<Long> resumeAt) {
        boolean isInline = config.ring().threading() == ThreadingMode.INLINE;
        if (!isInline) {
            opened(reports);
            reports.start();
        }
        if (!config.isLockstep()) {
            opened(answers).start("ringfence-schedule");
        }
        drain = new Drain(core, reports, answers, isInline, config.isLockstep());
        script = startInputs.script();
        SourceTime time = feedClock == null ? SourceTime.NONE : feedClock;
        TickBarrier barrier = TickBarrier.NONE;
        if (config.isLockstep()) {
            lockstep = new Lockstep(feedClock, this::nextDeadlineNs, script, core.publisher(), drain);
            time = lockstep;
            barrier = lockstep;
        }
        // In lockstep one at a time, so that what the broker says to one stands at the same place in every run.
        InputAppender ordered = config.isLockstep() ? new InputAppender(core.publisher(), drain::await) : inputs;
        // Before anything else, so that no replay and no snapshot has more of this start than the decision.
        skipSequences.forEach(sequence -> ordered.append(buffer -> sequenceSkipped(buffer, sequence)));
        startInputs.publish(ordered);
        if (!isInline) {
            opened(disk).start();
        }
        if (!config.isLockstep()) {
            // Late ones first of all.
            script.publishDue(clock.epochNs());
        }
        drain.await();
        for (int i = 0; i < config.feeds().size(); i++) {
            CsvFeedConfig feed = config.feeds().get(i);
            feeds.add(opened(new CsvFeed(
                    feed,
                    startInputs.instrumentId(feed.symbol()),
                    resumeAt.get(i),
                    core.publisher(),
                    time,
                    barrier,
                    listener)));
        }
        figures.watch(feeds);
        if (lockstep != null) {
            recorded = opened(new RecordedFeeds(feeds, () -> lockstep.finish(broker::nextDeadlineNs)));
        }
        if (lockstep == null) {
            feeds.forEach(CsvFeed::start);
        } else if (!isInline) {
            recorded.start();
        }
        if (lockstep == null) {
            opened(new ScriptProducer(clock, config.clock(), script)).start();
        }
        if (config.clock() == ClockMode.WALL) {
            opened(silence).start(clock, core, config.ring().waitProfile());
        }
    }

    /** When time has to pass for the core or the simulated broker to do what is next. From any thread. */
    private long nextDeadlineNs() {
        return Math.min(logic.trade().nextDeadlineNs(), broker.nextDeadlineNs());
    }

    /** From here on every replay knows of the decision. */
    private static int sequenceSkipped(MutableDirectBuffer buffer, long sequence) {
        return new SequenceSkippedEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .skippedSequence(sequence)
                .encodedLength();
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    /**
     * Waits until all feeds are through and the host is done with them; in INLINE does the work meanwhile.
     *
     * @return false when that takes longer, or the core has halted
     */
    public boolean awaitEnd(long timeoutMs) throws InterruptedException {
        if (core.halt() != null) {
            return false;
        }
        if (config.ring().threading() == ThreadingMode.INLINE) {
            long deadlineNs = System.nanoTime() + timeoutMs * 1_000_000;
            while (recorded.step()) {
                disk.drain();
                if (System.nanoTime() - deadlineNs > 0) {
                    return false;
                }
            }
            return core.halt() == null;
        }
        if (recorded != null) {
            return recorded.awaitEnd(timeoutMs) && core.halt() == null;
        }
        for (CsvFeed feed : feeds) {
            if (!feed.awaitEnd(timeoutMs, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        // The script's own thread may be a moment behind feeds that wait for nobody.
        return (feedClock == null || script.publishDue(feedClock.epochNs())) && drain.await();
    }

    /** Asks the recorded feeds for an end before their next ticks, however far away. From any thread. */
    public void stop() {
        RecordedFeeds playing = recorded;
        if (playing != null) {
            playing.stop();
        }
    }

    /** What ended a feed before its end, if something did. */
    public Optional<String> feedFailure() {
        return feeds.stream()
                .filter(feed -> feed.state() == FeedState.FAILED)
                .map(feed -> String.valueOf(feed.failure().getMessage()))
                .findFirst();
    }

    /** Where the node's feeds stand. From any thread. */
    public NodeProgress progress() {
        return NodeProgress.of(feeds, core);
    }

    /** Why the core halted, or null. From any thread. */
    public Halt halt() {
        return core == null ? null : core.halt();
    }

    /** Closes everything, newest first; what was published is processed first. Idempotent. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException("could not close everything: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What came of it all. After {@link #close()}. */
    public NodeSummary summary() {
        long badRows = feeds.stream().mapToLong(CsvFeed::badRowCount).sum();
        return NodeSummary.of(logic == null ? new CoreLogic() : logic, badRows);
    }
}
