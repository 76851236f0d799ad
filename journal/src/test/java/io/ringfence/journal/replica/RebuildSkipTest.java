package io.ringfence.journal.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.command.Rules;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import io.ringfence.core.testkit.HostEvents.Skipped;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.trade.RandomSession;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.replica.RecordedSession.At;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events that halt the core, because they put out more than the ring's bound, and operators who leave them out. */
@Timeout(60)
final class RebuildSkipTest {
    private static final RecordedSession SESSION = new RecordedSession(31);

    @TempDir
    Path journal;

    private final TreeSet<Long> poison = new TreeSet<>();
    private ReplicaFactory narrow;
    private long lastTimeNs;

    /** Two or more events are over the bound. */
    @BeforeEach
    void write() throws IOException {
        List<Integer> largest = SESSION.outputBytes.stream().sorted().toList();
        int bound = largest.get(largest.size() - 2) - 8;
        RingConfig ring =
                new RingConfig(64, ThreadingMode.INLINE, WaitProfile.QUIET, 64, 128, 65_536, 64, Math.max(64, bound));
        narrow = new ReplicaFactory(RandomSession.PLUGINS, "ringfence.plugins", ring);
        SESSION.append(journal, SESSION.count(), 16_384);
        lastTimeNs = SESSION.last().timestampNs();
    }

    private Rebuild rebuild() {
        return RecordedSession.rebuild(narrow, journal, Long.MAX_VALUE);
    }

    /** Leaves out one event after the other, as an operator does. */
    private Rebuilt leaveOut() throws IOException {
        while (true) {
            try {
                return rebuild().skip(poison).run();
            } catch (ReplayHaltedException halted) {
                long sequence = halted.halt().sequence();
                assertEquals("trade", halted.halt().stage());
                assertEquals(
                        sequence,
                        assertThrows(
                                        ReplayHaltedException.class,
                                        () -> rebuild().skip(poison).run())
                                .halt()
                                .sequence());
                poison.add(sequence);
            }
        }
    }

    private void decide() throws IOException {
        RecordedSession.append(
                journal, lastTimeNs, poison.stream().map(Skipped::new).toArray(TestEvent[]::new));
        TestEvent later = new TestEvent.Time();
        RecordedSession.append(journal, lastTimeNs + 10, later, later, later);
    }

    @Test
    void shouldHoldTheDecisionInEveryReplayOnceItIsJournaled() throws IOException {
        Rebuilt decided = leaveOut();
        assertTrue(poison.size() >= 2, poison::toString);
        assertEquals(List.copyOf(poison), decided.skipped());
        assertEquals(SESSION.count(), decided.replica().sequence());
        assertNotEquals(SESSION.last().stateHash(), decided.replica().logic().stateHash());
        decide();

        Rebuilt again = rebuild().run();
        At last = At.of(again.replica());
        assertEquals(List.copyOf(poison), again.skipped());
        // Nor does it matter that the events would halt nobody where the bound is wider.
        Rebuilt wide = RecordedSession.rebuild(journal).run();
        assertEquals(last, At.of(wide.replica()));
        assertEquals(List.copyOf(poison), wide.skipped());

        long first = poison.first();
        for (long at : new long[] {first - 1, first + 1, poison.last() + 1}) {
            Replica replica = narrow.genesis();
            poison.forEach(replica::skip);
            JournalReader reader = new JournalReader(journal);
            reader.forEach(1, at, replica);
            for (ReplicaFactory kind : List.of(narrow, RecordedSession.KIND)) {
                Rebuilt upTo = RecordedSession.rebuild(kind, journal, at)
                        .decisionsIn(reader.upTo(Long.MAX_VALUE))
                        .run();
                assertEquals(At.of(replica), At.of(upTo.replica()), () -> "up to " + at);
            }
        }
        Snapshots snapshots = new Snapshots(journal, "test");
        for (long at : new long[] {first - 1, first, first + 1, SESSION.count(), SESSION.count() + 1}) {
            Replica replica = narrow.genesis();
            poison.forEach(replica::skip);
            new JournalReader(journal).forEach(1, at, replica);
            snapshots.write(replica, 1_000);
            Rebuilt fromSnapshot = rebuild().run();
            assertEquals(at, fromSnapshot.snapshot().orElseThrow().sequence());
            assertEquals(List.of(), fromSnapshot.passedOver());
            assertEquals(last, At.of(fromSnapshot.replica()), () -> "from " + at);
            assertEquals(List.copyOf(poison.tailSet(at, false)), fromSnapshot.skipped());
        }
    }

    @Test
    void shouldRefuseToLeaveOutWhatHaltsNothing() throws IOException {
        leaveOut();
        long harmless = poison.first() - 1;
        assertEquals(
                "--skip-sequence = " + harmless
                        + ": the event with this sequence does not halt the replay, so there is nothing to leave out",
                refusal(harmless));
        assertEquals(
                "--skip-sequence = 99999: the event with this sequence does not halt the replay, so there is nothing to"
                        + " leave out",
                refusal(99_999));
        decide();
        poison.remove(poison.last());
        assertEquals(
                "--skip-sequence = " + poison.first()
                        + ": the journal has the decision to leave this event out; start without the option",
                assertThrows(
                                ReplayRefusedException.class,
                                () -> rebuild().skip(Set.of(poison.first())).run())
                        .getMessage());
    }

    private String refusal(long harmless) {
        TreeSet<Long> all = new TreeSet<>(poison);
        all.add(harmless);
        return assertThrows(
                        ReplayRefusedException.class, () -> rebuild().skip(all).run())
                .getMessage();
    }

    @Test
    void shouldRefuseRulesThatItDoesNotKnow() throws IOException {
        int newer = Rules.VERSION + 1;
        long sequence = SESSION.count() + 1L;
        RecordedSession.append(
                journal,
                lastTimeNs,
                TestEvent.Node.defaults().with(TestEvent.Node.Bound.RULE_VERSION, newer),
                new TestEvent.Time());
        String expected = "from sequence " + sequence + " on the journal was written under rule version " + newer
                + "; this build knows the rules up to version " + (newer - 1)
                + ": expected the build that wrote it, or a newer one";
        Rebuild rebuild = RecordedSession.rebuild(journal);
        assertEquals(
                expected,
                assertThrows(ReplayRefusedException.class, rebuild::run).getMessage());
        // A snapshot of the build that knew them, and of the same format, does not get round it.
        Replica replica = RecordedSession.KIND.genesis();
        new JournalReader(journal).forEach(1, sequence - 1, replica);
        EventSlot slot = new EventSlot(RingConfig.defaults());
        slot.claim(sequence, lastTimeNs);
        TestEvent.Node.defaults().with(TestEvent.Node.Bound.RULE_VERSION, newer).encode(slot.in());
        replica.logic().apply(slot);
        replica.standAt(sequence, lastTimeNs, 0);
        new Snapshots(journal, "newer").write(replica, 2);
        assertEquals(
                expected,
                assertThrows(ReplayRefusedException.class, RecordedSession.rebuild(journal)::run)
                        .getMessage());
    }
}
