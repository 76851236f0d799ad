package io.ringfence.journal.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.core.trade.RandomSession;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.replica.RecordedSession.At;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that are damaged, cut short, of another build or of events that were lost: none is ever gone on from. */
@Timeout(120)
final class SnapshotDamageTest {
    /** Few events, so that the state is small. */
    private static final int OLDER = 2;

    private static final int NEWER = 4;
    private static final int EVENTS = 40;

    private static final RecordedSession SESSION = new RecordedSession(11);

    @TempDir
    Path journal;

    private Snapshots snapshots;
    private Path older;
    private Path newer;

    @BeforeEach
    void write() throws IOException {
        SESSION.append(journal, EVENTS, 1 << 20);
        RecordedSession.snapshots(journal, List.of(OLDER, NEWER));
        snapshots = new Snapshots(journal, "test");
        newer = snapshots.files().get(0);
        older = snapshots.files().get(1);
    }

    /** Rebuilds; returns why the newer snapshot was passed over, its name left out. */
    private String passedOver() throws IOException {
        Rebuilt rebuilt = RecordedSession.rebuild(journal).run();
        assertEquals(SESSION.at.get(EVENTS), At.of(rebuilt.replica()));
        assertEquals(older, rebuilt.snapshot().orElseThrow().file());
        assertEquals(1, rebuilt.passedOver().size(), () -> rebuilt.passedOver().toString());
        String reason = rebuilt.passedOver().get(0);
        assertTrue(reason.startsWith(newer + ": "), reason);
        return reason.substring((newer + ": ").length());
    }

    private void assertRefused(String what) {
        String reason = assertThrows(
                        SnapshotException.class,
                        () -> Snapshots.restore(Snapshots.info(newer), RecordedSession.KIND),
                        what)
                .getMessage();
        assertTrue(reason.startsWith(newer + ": it"), reason);
    }

    @Test
    void shouldRefuseOneOfWhichAnyByteIsAnother() throws IOException {
        byte[] content = Files.readAllBytes(newer);
        Random random = new Random(1);
        for (int i = 0; i < content.length; i++) {
            byte[] changed = content.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(newer, changed);
            assertRefused("byte " + i);
            if (i % 997 == 0) {
                passedOver();
            }
        }
    }

    @Test
    void shouldRefuseOneThatEndsAnywhereElse() throws IOException {
        byte[] content = Files.readAllBytes(newer);
        for (int length = 0; length < content.length; length++) {
            Files.write(newer, Arrays.copyOf(content, length));
            assertRefused("length " + length);
            if (length % 997 == 0) {
                passedOver();
            }
        }
        Files.write(newer, Arrays.copyOf(content, content.length + 1));
        assertEquals(
                "its state has " + (content.length - 127) + " bytes, expected " + (content.length - 128), passedOver());
    }

    @Test
    void shouldBeginWithGenesisWhenAllAreDamaged() throws IOException {
        Files.write(newer, new byte[3]);
        Files.write(older, new byte[300]);
        Rebuilt rebuilt = RecordedSession.rebuild(journal).run();
        assertEquals(
                List.of(newer + ": it ends inside its header", older + ": it does not begin as a snapshot does"),
                rebuilt.passedOver());
        assertEquals(Optional.empty(), rebuilt.snapshot());
        assertEquals(SESSION.at.get(EVENTS), At.of(rebuilt.replica()));
    }

    @Test
    void shouldPassOverOneThatCannotBeReadAtAll() throws IOException {
        Files.delete(newer);
        Files.createDirectory(newer);
        assertTrue(passedOver().startsWith("it cannot be read: "));
    }

    private void patch(int offset, int value) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(newer)).order(ByteOrder.LITTLE_ENDIAN);
        content.putInt(offset, value);
        CRC32C crc = new CRC32C();
        crc.update(content.array(), 0, 120);
        content.putInt(120, (int) crc.getValue());
        Files.write(newer, content.array());
    }

    @Test
    void shouldSayThatItIsOfANewerBuild() throws IOException {
        int schema = MessageHeaderDecoder.SCHEMA_VERSION;
        int state = StateFormat.VERSION;
        String reads = "; this one reads up to " + schema + " and " + state;
        patch(12, schema + 1);
        assertEquals(
                "it was written by a newer build (schema version " + (schema + 1) + ", state version " + state + ")"
                        + reads,
                passedOver());
        patch(12, schema);
        patch(16, state + 1);
        assertEquals(
                "it was written by a newer build (schema version " + schema + ", state version " + (state + 1) + ")"
                        + reads,
                passedOver());
        patch(16, state);
        assertEquals(
                newer,
                RecordedSession.rebuild(journal).run().snapshot().orElseThrow().file());
    }

    @Test
    void shouldPassOverOneThatIsAheadOfTheJournal() throws IOException {
        Path lost = Files.createTempDirectory(journal.getParent(), "lost");
        SESSION.append(lost, OLDER + 1, 1 << 20);
        Files.createDirectories(lost.resolve("snapshots"));
        for (Path file : List.of(newer, older)) {
            Files.copy(file, lost.resolve("snapshots").resolve(file.getFileName()));
        }
        Rebuilt rebuilt = RecordedSession.rebuild(lost).run();
        assertEquals(SESSION.at.get(OLDER + 1), At.of(rebuilt.replica()));
        assertEquals(OLDER, rebuilt.snapshot().orElseThrow().sequence());
        String reason = rebuilt.passedOver().get(0);
        assertTrue(reason.contains("the journal ends before sequence " + (NEWER + 1)), reason);

        // The host goes on, and its new events have the sequences of those that were lost.
        Snapshots ofLost = new Snapshots(lost, "test");
        Path aside = lost.resolve("snapshots").resolve("aside-" + newer.getFileName());
        assertEquals(List.of(aside), ofLost.setAside(OLDER + 1));
        assertEquals(List.of(), ofLost.setAside(OLDER + 1));
        RecordedSession other = new RecordedSession(12);
        TestEvent[] more = other.events.subList(OLDER + 1, EVENTS).stream()
                .map(RandomSession.Timed::event)
                .toArray(TestEvent[]::new);
        RecordedSession.append(lost, other.at.get(EVENTS).timestampNs(), more);
        Rebuilt fromGenesis = RecordedSession.rebuild(lost).fromGenesis().run();
        rebuilt = RecordedSession.rebuild(lost).run();
        assertEquals(At.of(fromGenesis.replica()), At.of(rebuilt.replica()));
        assertEquals(OLDER, rebuilt.snapshot().orElseThrow().sequence());
        assertTrue(Files.exists(aside));
    }

    @Test
    void shouldIgnoreAndRemoveUnfinishedOnes() throws IOException {
        Path unfinished = newer.resolveSibling("unfinished-snapshot-0000000000000000009");
        Files.write(unfinished, new byte[50]);
        Path stranger = Files.write(newer.resolveSibling("snapshot-of-my-cat.jpg"), new byte[50]);
        Rebuilt rebuilt = RecordedSession.rebuild(journal).run();
        assertEquals(List.of(), rebuilt.passedOver());
        assertEquals(newer, rebuilt.snapshot().orElseThrow().file());
        SnapshotInfo written = snapshots.write(rebuilt.replica(), 2);
        assertEquals(EVENTS, written.sequence());
        assertEquals(List.of(written.file(), newer), snapshots.files());
        assertTrue(Files.notExists(unfinished));
        assertTrue(Files.exists(stranger));
    }

    @Test
    void shouldReplaceADamagedOneAndCountNoneAmongThoseThatAreKept() throws IOException {
        Replica replica = RecordedSession.KIND.genesis();
        JournalReader reader = new JournalReader(journal);
        reader.forEach(1, NEWER, replica);
        byte[] whole = Files.readAllBytes(newer);
        Files.write(newer, new byte[200]);
        assertEquals(
                SESSION.at.get(NEWER).stateHash(), snapshots.write(replica, 2).stateHash());
        assertEquals(ByteBuffer.wrap(whole), ByteBuffer.wrap(Files.readAllBytes(newer)));

        Files.write(newer, new byte[200]);
        reader.forEach(NEWER + 1, NEWER + 5, replica);
        Path newest = snapshots.write(replica, 2).file();
        assertEquals(List.of(newest, newer, older), snapshots.files());
        assertEquals(
                List.of(newest, older),
                snapshots.readable().stream().map(SnapshotInfo::file).toList());
        reader.forEach(NEWER + 6, EVENTS, replica);
        assertEquals(List.of(snapshots.write(replica, 2).file(), newest), snapshots.files());
    }
}
