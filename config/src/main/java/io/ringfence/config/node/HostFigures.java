package io.ringfence.config.node;

import io.ringfence.config.stat.HostCounter;
import io.ringfence.config.stat.HostFacts;
import io.ringfence.config.stat.LiveStat;
import io.ringfence.config.stat.StatReading;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EpochClock;
import io.ringfence.core.ring.EventCore;
import io.ringfence.core.ring.Halt;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.StageTimes;
import io.ringfence.journal.JournalCounters;
import io.ringfence.journal.JournalStage;
import io.ringfence.journal.log.EventLogStage;
import io.ringfence.journal.sql.SqlProjector;
import io.ringfence.transport.broker.OrderListener;
import io.ringfence.transport.broker.ReportPump;
import io.ringfence.transport.edge.EdgeCounters;
import io.ringfence.transport.feed.CsvFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Which figure of a node comes from which of its parts. Where figures are switched off, or have no file, it does nothing. */
final class HostFigures implements AutoCloseable {
    /** Stages, and the order's way. */
    private static final int MAX_POINTS = 16;

    private final Optional<LiveStat> live;
    private final ClockMode clockMode;

    private HostFigures(Optional<LiveStat> live, ClockMode clockMode) {
        this.live = live;
        this.clockMode = clockMode;
    }

    /** Begins the figures of a host that holds its journal. That there is no room for them keeps no host from its work. */
    static HostFigures open(NodeConfig config, NodeListener listener) {
        Optional<LiveStat> live = config.stat().flatMap(stat -> {
            try {
                Path journal = config.journal().directory().toRealPath();
                HostFacts facts = HostFacts.ofThisProcess(
                        Build.version(),
                        journal,
                        word(config.ring().threading()),
                        word(config.ring().waitProfile()),
                        word(config.journal().durability()),
                        word(config.clock()),
                        stat);
                int sockets = config.edge().map(edge -> edge.ioThreads()).orElse(0);
                return Optional.of(LiveStat.open(stat, facts, MAX_POINTS + sockets));
            } catch (IOException e) {
                listener.onNotice("no figures are kept for the command stat: " + e);
                return Optional.empty();
            }
        });
        return new HostFigures(live, config.clock());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The figures as they are now; absent where none are kept. From any thread. */
    Optional<StatReading> read() {
        return live.map(LiveStat::read);
    }

    /** Times events on their way. */
    StageTimes times() {
        return live.<StageTimes>map(stat -> stat).orElse(StageTimes.NONE);
    }

    /** Times orders, from their events' own time where that is the host's. */
    OrderListener orders(EpochClock clock) {
        return live.map(stat -> clockMode == ClockMode.WALL ? stat.everyOrder(clock) : stat.sampledOrders())
                .orElse(OrderListener.NONE);
    }

    /** Has events counted on the thread of this stage. */
    Stage counting(Stage stage) {
        return live.map(stat -> stat.counting(stage)).orElse(stage);
    }

    private void copy(HostCounter counter, LongSupplier source) {
        live.ifPresent(stat -> stat.copy(counter, source));
    }

    void watch(EventCore core, int slots) {
        live.ifPresent(stat -> stat.haltsBy(core::halt));
        copy(HostCounter.RING_CLAIMED, core::claimedSequence);
        copy(HostCounter.RING_COMPLETED, core::completedSequence);
        copy(HostCounter.RING_SLOTS_USED, () -> distance(core::completedSequence, core::claimedSequence));
        copy(HostCounter.RING_SLOTS, () -> slots);
        copy(HostCounter.BUSY_VITAL, () -> core.busyCount(Admission.VITAL));
        copy(HostCounter.BUSY_TICK, () -> core.busyCount(Admission.TICK));
        copy(HostCounter.BUSY_COMMAND, () -> core.busyCount(Admission.COMMAND));
    }

    /** The follower is read first, so that it is never ahead. */
    private static long distance(LongSupplier follower, LongSupplier leader) {
        long followed = follower.getAsLong();
        return leader.getAsLong() - followed;
    }

    void watch(JournalStage stage, JournalCounters counters, Path directory) {
        copy(HostCounter.JOURNAL_SEQUENCE, stage::committedSequence);
        copy(HostCounter.JOURNAL_GROUPS, counters::groups);
        copy(HostCounter.JOURNAL_BYTES, counters::bytes);
        copy(HostCounter.JOURNAL_SYNCS, counters::syncs);
        copy(HostCounter.JOURNAL_SEGMENT, counters::segment);
        copy(HostCounter.JOURNAL_FREE_BYTES, directory.toFile()::getUsableSpace);
    }

    void watch(HostReplica replica, JournalStage stage) {
        copy(HostCounter.REPLICA_SEQUENCE, replica::replayedSequence);
        copy(HostCounter.REPLICA_LAG, () -> distance(replica::replayedSequence, stage::committedSequence));
        copy(HostCounter.SNAPSHOTS, replica::snapshotCount);
        copy(HostCounter.SNAPSHOT_SEQUENCE, replica::newestSnapshot);
    }

    void watch(EventLogStage log) {
        copy(HostCounter.EVENT_LOG_POSITION, log::committedPosition);
    }

    void watch(SqlProjector sql) {
        copy(HostCounter.SQL_POSITION, sql::position);
    }

    void watch(ReportPump reports, InputPump answers) {
        copy(HostCounter.REPORTS_HELD, reports::pendingCount);
        copy(HostCounter.ANSWERS_HELD, answers::pendingCount);
    }

    void watch(EdgeCounters edge) {
        for (HostCounter counter : HostCounter.values()) {
            if (counter.edge() != null) {
                copy(counter, () -> edge.value(counter.edge()));
            }
        }
    }

    void watch(List<CsvFeed> feeds) {
        List<CsvFeed> all = List.copyOf(feeds);
        copy(HostCounter.FEED_TICKS, sum(all, CsvFeed::tickCount));
        copy(HostCounter.FEED_BAD_ROWS, sum(all, CsvFeed::badRowCount));
        copy(HostCounter.FEED_RESUMED_ROWS, sum(all, CsvFeed::resumedRowCount));
        copy(HostCounter.FEED_BYTES, sum(all, CsvFeed::consumedBytes));
        copy(HostCounter.FEED_BYTES_TOTAL, sum(all, feed -> Math.max(0, feed.totalBytes())));
        copy(
                HostCounter.FEED_TIME,
                () -> all.stream().mapToLong(CsvFeed::sourceTimeNs).max().orElse(0));
    }

    private static LongSupplier sum(List<CsvFeed> feeds, ToLongFunction<CsvFeed> figure) {
        return () -> feeds.stream().mapToLong(figure).sum();
    }

    /** The host is up. */
    void running() {
        live.ifPresent(LiveStat::running);
    }

    /** A journaled event halts the host as it starts. */
    void haltedAtStart(Halt halt) {
        live.ifPresent(stat -> stat.haltsBy(() -> halt));
    }

    @Override
    public void close() {
        live.ifPresent(LiveStat::close);
    }
}
