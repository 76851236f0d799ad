package io.ringfence.journal.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.journal.JournalReader;
import io.ringfence.journal.replica.RecordedSession.At;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a replay begins and ends, it comes to what a core is that was never read back. */
@Timeout(60)
final class SnapshotReplayTest {
    private static final int SNAPSHOTS = 12;
    private static final int ENDS = 12;

    @TempDir
    Path journal;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldComeToTheSameFromGenesisAndFromEverySnapshot(long seed) throws Exception {
        Random random = new Random(seed);
        RecordedSession session = new RecordedSession(seed);
        int count = session.count();
        for (int to : new int[] {count / 3, count / 2, count}) {
            session.append(journal, to, 16_384);
        }
        TreeSet<Integer> taken = new TreeSet<>();
        while (taken.size() < SNAPSHOTS) {
            taken.add(1 + random.nextInt(count));
        }
        RecordedSession.snapshots(journal, taken);

        Rebuilt fromGenesis = RecordedSession.rebuild(journal).fromGenesis().run();
        assertEquals(session.last(), At.of(fromGenesis.replica()));
        assertEquals(Optional.empty(), fromGenesis.snapshot());
        for (int i = 0; i < ENDS; i++) {
            int to = 1 + random.nextInt(count);
            Rebuilt rebuilt =
                    RecordedSession.rebuild(RecordedSession.KIND, journal, to).run();
            assertEquals(session.at.get(to), At.of(rebuilt.replica()), () -> "up to " + to);
            assertEquals(to, rebuilt.replica().sequence());
            Integer floor = taken.floor(to);
            assertEquals(
                    Optional.ofNullable(floor).map(Integer::longValue),
                    rebuilt.snapshot().map(SnapshotInfo::sequence));
            assertEquals(floor == null ? to : to - floor, rebuilt.journal().events());
        }
        for (int newest : taken.descendingSet()) {
            Rebuilt rebuilt = RecordedSession.rebuild(journal).run();
            assertEquals(session.last(), At.of(rebuilt.replica()), () -> "from " + newest);
            assertEquals(List.of(), rebuilt.passedOver());
            SnapshotInfo info = rebuilt.snapshot().orElseThrow();
            At then = session.at.get(newest);
            assertEquals(then, At.of(Snapshots.restore(info, RecordedSession.KIND)));
            assertEquals(new At(then.stateHash(), then.outputDigest(), info.timestampNs(), info.keptOutputs()), then);
            assertEquals(then.stateHash(), info.stateHash());
            Files.delete(info.file());
        }
        assertEquals(Optional.empty(), RecordedSession.rebuild(journal).run().snapshot());
    }

    /** A copy goes its own way, as the host's replica does. */
    @ParameterizedTest
    @ValueSource(longs = 5)
    void shouldLeaveTheOneItWasCopiedFromAlone(long seed) throws Exception {
        RecordedSession session = new RecordedSession(seed);
        session.append(journal, session.count(), 1 << 20);
        Replica host = RecordedSession.KIND.genesis();
        JournalReader reader = new JournalReader(journal);
        int half = session.count() / 2;
        reader.forEach(1, half, host);
        Replica copy = host.copy();
        reader.forEach(half + 1, Long.MAX_VALUE, copy);
        assertEquals(session.last(), At.of(copy));
        assertEquals(session.at.get(half), At.of(host));
        List<Integer> shown = new ArrayList<>();
        host.follow(slot -> shown.add(slot.out().length()));
        reader.forEach(half + 1, Long.MAX_VALUE, host);
        assertEquals(session.outputBytes.subList(half + 1, session.count() + 1), shown);
        assertEquals(session.last(), At.of(host));
    }
}
