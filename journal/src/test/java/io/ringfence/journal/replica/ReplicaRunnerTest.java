package io.ringfence.journal.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.state.DigestTrail;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Parameters;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.strategy.StrategyContext;
import io.ringfence.core.strategy.StrategyLogic;
import io.ringfence.core.strategy.StrategyPlugin;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.journal.JournalRangeException;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalTrim;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.Verification;
import io.ringfence.journal.replica.RecordedSession.At;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The replica behind a host: what it keeps, what it finds, and that the host is none the worse for it. */
@Timeout(60)
final class ReplicaRunnerTest {
    private static final RecordedSession SESSION = new RecordedSession(51);
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long MANY = Long.MAX_VALUE;

    @TempDir
    Path journal;

    private LiveHost host(ReplicaConfig config) throws IOException {
        return new LiveHost(RecordedSession.KIND, journal, 1 << 20, config);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.yield();
        }
    }

    private void assertAsTheHostWas(List<SnapshotInfo> snapshots) {
        for (SnapshotInfo info : snapshots) {
            assertEquals(SESSION.at.get((int) info.sequence()).stateHash(), info.stateHash());
        }
    }

    @Test
    void shouldTakeASnapshotEverySoManyEventsAndALastOneAtTheEnd() throws IOException {
        int count = SESSION.count();
        LiveHost host = host(new ReplicaConfig(HOUR_NS, 60, 3, false));
        try (host) {
            host.startReplica();
            for (int to = 60; to < count; to += 60) {
                host.play(SESSION, to);
                int wanted = to / 60;
                await(() -> host.snapshots.size() >= wanted);
            }
            host.play(SESSION, count);
        }
        assertEquals(List.of(), host.failures);
        assertEquals((count + 59) / 60, host.snapshots.size());
        assertEquals(count, host.snapshots.get(host.snapshots.size() - 1).sequence());
        assertAsTheHostWas(host.snapshots);
        List<Path> newest = host.snapshots.stream()
                .map(SnapshotInfo::file)
                .toList()
                .subList(host.snapshots.size() - 3, host.snapshots.size());
        assertEquals(
                newest, new Snapshots(journal, "test").files().stream().sorted().toList());
        // What the next start begins with, and nothing behind it.
        Rebuilt next = RecordedSession.rebuild(journal).run();
        assertEquals(0, next.journal().events());
        assertEquals(SESSION.last(), At.of(next.replica()));
    }

    @Test
    void shouldTakeASnapshotInTimeWhileThereIsAnythingNew() throws IOException {
        int half = SESSION.count() / 2;
        LiveHost host = host(new ReplicaConfig(1_000_000, MANY, 2, false));
        try (host) {
            host.startReplica();
            host.play(SESSION, half);
            await(() -> !host.snapshots.isEmpty()
                    && host.snapshots.get(host.snapshots.size() - 1).sequence() == half);
            host.play(SESSION, SESSION.count());
        }
        List<Long> sequences =
                host.snapshots.stream().map(SnapshotInfo::sequence).toList();
        assertEquals(sequences.stream().distinct().sorted().toList(), sequences);
        assertEquals(SESSION.count(), sequences.get(sequences.size() - 1));
        assertAsTheHostWas(host.snapshots);
    }

    @Test
    void shouldGoOnFromASnapshotInALaterLife() throws IOException {
        ReplicaConfig config = new ReplicaConfig(HOUR_NS, MANY, 2, false);
        for (int to : new int[] {100, 200, 200, SESSION.count()}) {
            LiveHost host = host(config);
            try (host) {
                host.startReplica();
                host.play(SESSION, to);
                assertEquals(SESSION.at.get(to).stateHash(), host.stateHash());
            }
            assertTrue(host.rebuilt.journal().events() == 0);
            assertAsTheHostWas(host.snapshots);
            assertEquals(List.of(), host.failures);
        }
        assertEquals(2, new Snapshots(journal, "test").files().size());
    }

    private List<String> segments() throws IOException {
        try (Stream<Path> entries = Files.list(journal)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith("segment-") || name.startsWith("trimmed-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldDeleteSegmentsThatNoKeptSnapshotNeeds() throws Exception {
        int count = SESSION.count();
        ReplicaConfig config = new ReplicaConfig(HOUR_NS, 50, 2, true);
        try (LiveHost host = new LiveHost(RecordedSession.KIND, journal, 4_096, config)) {
            host.startReplica();
            host.play(SESSION, count - 5);
            await(() -> host.snapshots.size() >= 3);
        }
        List<String> left = segments();
        assertTrue(left.get(0).compareTo("segment-00000001") > 0, left::toString);

        // A trimming that was interrupted: half of the oldest one is gone.
        Path oldest = journal.resolve(left.get(0));
        List<Path> kept = new Snapshots(journal, "test").files();
        long oldestKept = Snapshots.info(kept.get(kept.size() - 1)).sequence();
        assertEquals(0, JournalTrim.trim(journal, oldestKept + 1));
        Path half = Files.createDirectory(journal.resolve("trimmed-1"));
        Files.write(half.resolve("20260105F.cq4"), new byte[100]);
        assertTrue(Files.exists(oldest));
        assertEquals(List.of(), Verification.verify(journal, ReadProgress.NONE).findings());

        for (Path newest : kept) {
            Rebuilt rebuilt = RecordedSession.rebuild(journal).run();
            assertEquals(newest, rebuilt.snapshot().orElseThrow().file());
            assertEquals(SESSION.at.get(count - 5), At.of(rebuilt.replica()));
            Files.move(newest, newest.resolveSibling("hidden-" + newest.getFileName()));
        }
        for (Rebuild gone : List.of(
                RecordedSession.rebuild(journal),
                RecordedSession.rebuild(journal).fromGenesis())) {
            String problem =
                    assertThrows(JournalRangeException.class, gone::run).getMessage();
            assertTrue(
                    problem.contains("the journal begins with sequence ")
                            && problem.contains("; what was before is not there"),
                    problem);
        }
        for (Path newest : kept) {
            Files.move(newest.resolveSibling("hidden-" + newest.getFileName()), newest);
        }
        try (LiveHost host = new LiveHost(RecordedSession.KIND, journal, 4_096, config)) {
            host.startReplica();
            host.play(SESSION, count);
            assertEquals(SESSION.last().stateHash(), host.stateHash());
        }
        assertEquals(
                List.of(),
                segments().stream().filter(name -> name.startsWith("trimmed-")).toList());
    }

    /** {@code fickle}: with one price it says what no replay can know; its state cannot always be written. */
    private static final class Fickle implements StrategyPlugin {
        static final long PRICE = 777;
        final AtomicInteger calls = new AtomicInteger();
        final AtomicBoolean isMute = new AtomicBoolean();

        @Override
        public String name() {
            return "fickle";
        }

        @Override
        public StrategyLogic create(Parameters parameters) {
            return new StrategyLogic() {
                @Override
                public boolean wantsTicks() {
                    return true;
                }

                @Override
                public void onTick(long price, StrategyContext context) {
                    context.log("tick", price == PRICE ? calls.incrementAndGet() : price);
                }

                @Override
                public void writeTo(StateSink sink) {
                    if (isMute.get()) {
                        throw new IllegalStateException("mute");
                    }
                }

                @Override
                public void readFrom(StateSource source) {
                    // Nothing was written.
                }
            };
        }

        /** A host with one strategy of this kind, its sequence 3. */
        LiveHost host(Path journal, ReplicaConfig config) throws IOException {
            ReplicaFactory kind =
                    new ReplicaFactory(Plugins.with(List.of(this)), "ringfence.plugins", RingConfig.defaults());
            LiveHost host = new LiveHost(kind, journal, 1 << 20, config);
            host.apply(1, TestEvent.Node.defaults());
            host.apply(1, new TestEvent.Define(0, "A"));
            TestEvent.Create create = new TestEvent.Create(
                    0, PositionSide.LONG, 1, TestEvent.NONE, TestEvent.NONE, TriggerSource.LAST, StopUnit.AMOUNT, 10);
            host.apply(1, create.named("alpha").logic("fickle", ""));
            host.apply(1, new TestEvent.Start(3));
            return host;
        }
    }

    private static void ticks(LiveHost host, int count, long price) {
        for (int i = 0; i < count; i++) {
            host.apply(1, TestEvent.Tick.of(0, host.sequence()).trade(price));
        }
    }

    @Test
    void shouldTellTheWindowInWhichItFirstDiffersAndKeepNothingFromThenOn() throws IOException {
        Fickle plugin = new Fickle();
        LiveHost host = plugin.host(journal, new ReplicaConfig(HOUR_NS, 512, 2, false));
        long differing;
        try (host) {
            ticks(host, 2_500, 100);
            ticks(host, 1, Fickle.PRICE);
            differing = host.sequence();
            ticks(host, 1_000, 100);
            host.startReplica();
            await(() -> !host.divergences.isEmpty());
            int before = host.snapshots.size();
            ticks(host, 1_500, 100);
            assertEquals(before, host.snapshots.size());
        }
        assertEquals(1, host.divergences.size());
        long first = host.divergences.get(0).get(0);
        long last = host.divergences.get(0).get(1);
        assertTrue(first <= differing && differing <= last, first + " to " + last + ", and it is " + differing);
        assertEquals(DigestTrail.EVERY, last - first + 1);
        assertEquals(List.of(), host.failures);
        assertTrue(host.snapshots.stream().allMatch(info -> info.sequence() < last), host.snapshots::toString);
        assertTrue(host.snapshots.size() >= 4, host.snapshots::toString);
    }

    @Test
    void shouldSayWhichStrategyCannotBeWrittenAndLeaveTheHostAlone() throws IOException {
        Fickle plugin = new Fickle();
        LiveHost host = plugin.host(journal, new ReplicaConfig(HOUR_NS, 100, 2, false));
        try (host) {
            host.startReplica();
            ticks(host, 150, 100);
            await(() -> !host.snapshots.isEmpty());
            plugin.isMute.set(true);
            ticks(host, 150, 100);
            await(() -> !host.failures.isEmpty());
            ticks(host, 150, 100);
        }
        assertEquals(
                List.of("strategy 3, alpha: plug-in fickle with parameters \"\" cannot write its state:"
                        + " java.lang.IllegalStateException: mute"),
                host.failures);
        assertEquals(List.of(), host.divergences);
    }

    @Test
    void shouldSaySoWhenItCannotFollowAndLeaveTheHostAlone() throws Exception {
        LiveHost host = host(new ReplicaConfig(HOUR_NS, MANY, 2, false));
        try (host) {
            host.play(SESSION, 50);
            Path file;
            try (Stream<Path> files = Files.list(journal.resolve("segment-00000001"))) {
                file = files.filter(path -> path.toString().endsWith(".cq4"))
                        .findFirst()
                        .orElseThrow();
            }
            try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
                byte[] bytes = new byte[1 << 20];
                content.readFully(bytes);
                int end = bytes.length;
                while (bytes[end - 1] == 0) {
                    end--;
                }
                content.seek(end - 2_000);
                content.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
            }
            host.startReplica();
            await(() -> !host.failures.isEmpty());
            host.play(SESSION, SESSION.count());
            assertEquals(SESSION.last().stateHash(), host.stateHash());
        }
        assertEquals(1, host.failures.size());
        assertTrue(
                host.failures.get(0).startsWith("the journal is damaged: ")
                        && host.failures.get(0).contains("yet a committed group stands at byte "),
                host.failures::toString);
        assertEquals(List.of(), host.snapshots);
    }

    @Test
    void shouldNotBeginBehindAGap() throws Exception {
        int count = SESSION.count();
        SESSION.append(journal, count, 4_096);
        assertTrue(JournalTrim.trim(journal, count / 2) > 0);
        long first = new JournalReader(journal).firstSequence();
        Replica replica = RecordedSession.KIND.genesis();
        Snapshots snapshots = new Snapshots(journal, "test");
        Told told = new Told();
        ReplicaRunner runner = new ReplicaRunner(
                new ReplicaConfig(HOUR_NS, 10, 2, false),
                journal,
                replica,
                0,
                replica.logic().trade().digestTrail(),
                snapshots,
                told);
        runner.start();
        runner.close();
        assertEquals(1, told.failures.size());
        assertTrue(told.failures.get(0).contains("the journal begins with sequence " + first), told.failures::toString);
        assertEquals(0, replica.sequence());
        assertEquals(List.of(), snapshots.files());
    }

    @Test
    void shouldLookIntoTheJournalOnlyWhenTheHostSaysThatItHasMore() throws Exception {
        SESSION.append(journal, 20, 1 << 20);
        Replica replica = RecordedSession.KIND.genesis();
        Told told = new Told();
        ReplicaRunner runner = new ReplicaRunner(
                new ReplicaConfig(HOUR_NS, 10, 2, false),
                journal,
                replica,
                0,
                replica.logic().trade().digestTrail(),
                new Snapshots(journal, "test"),
                told);
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean isMore = new AtomicBoolean();
        try (runner) {
            runner.followUpTo(() -> {
                asked.incrementAndGet();
                return isMore.get() ? 20 : 0;
            });
            runner.start();
            await(() -> asked.get() >= 3);
            assertEquals(List.of(), told.snapshots);
            isMore.set(true);
            await(() -> !told.snapshots.isEmpty());
        }
        assertEquals(20, replica.sequence());
        assertEquals(List.of(), told.failures);
    }

    @Test
    void shouldTakeNoEventButTheNext() throws Exception {
        SESSION.append(journal, 20, 1 << 20);
        JournalReader reader = new JournalReader(journal);
        Replica replica = RecordedSession.KIND.genesis();
        reader.forEach(1, 10, replica);
        for (int other : new int[] {10, 12}) {
            String problem = assertThrows(IllegalArgumentException.class, () -> reader.forEach(other, other, replica))
                    .getMessage();
            assertEquals("sequence = " + other + ": expected 11, the one behind the last event", problem);
        }
        assertEquals(SESSION.at.get(10), At.of(replica));
        reader.forEach(11, 20, replica);
        assertEquals(SESSION.at.get(20), At.of(replica));
    }

    /** Keeps why the replica could not go on. Nothing else is to happen. */
    private static final class Told implements ReplicaListener {
        final List<String> failures = Collections.synchronizedList(new ArrayList<>());
        final List<SnapshotInfo> snapshots = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void onSnapshot(SnapshotInfo snapshot) {
            snapshots.add(snapshot);
        }

        @Override
        public void onDivergence(long firstSequence, long lastSequence, long hostDigest, long replicaDigest) {
            throw new AssertionError(firstSequence);
        }

        @Override
        public void onFailure(String reason) {
            failures.add(reason);
        }
    }
}
