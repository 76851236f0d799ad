package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.TradedJournal.Group;
import io.ringfence.journal.TradedJournal.Replayed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal of real trading, cut at every byte of its last 200 groups and with every byte of a group changed. Whatever is
 * left is the state after exactly the events before; or the host refuses and says where.
 */
@Timeout(600)
final class EveryByteTest {
    private static final int TAIL_GROUPS = 200;
    /** Of the bytes cut at, those at which a host also starts and goes on. A prime, so that it meets every part of a group. */
    private static final int START_EVERY = 211;
    /** Length of the end that is zero, longer than any group here. */
    private static final int ZEROS = 4_096;
    /** What a byte is changed by: one bit at either end, half of them, all of them. */
    private static final int[] MASKS = {0x01, 0x80, 0x0f, 0x55, 0xff};

    @TempDir
    Path directory;

    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private TradedJournal journal;

    @BeforeEach
    void write() throws IOException {
        journal = new TradedJournal(directory, 20_261_120);
        journal.write(24);
        journal.write(8);
        journal.write(TAIL_GROUPS + 5);
        // A history in which nothing happened would prove nothing.
        assertTrue(journal.logic().trade().counters().fills() >= 10);
        assertTrue(journal.logic().trade().counters().stopsFired() >= 2);
    }

    /** Every other group is cut as a file that ends there, the others as one that was mapped and is zero from there. */
    @Test
    void shouldStandWhereTheValidPrefixStoodWhenCutAtAnyByte() throws IOException {
        List<Group> groups = journal.groups(3);
        int last = groups.size() - 1;
        int starts = 0;
        try (FileChannel channel = FileChannel.open(groups.get(last).file(), StandardOpenOption.WRITE)) {
            // Backwards, so that nothing has to be put back.
            for (int i = last; i > last - TAIL_GROUPS; i--) {
                Group group = groups.get(i);
                boolean isZeroed = i % 2 == 0;
                for (int at = i == last ? group.end() : groups.get(i + 1).position(); at > group.position(); at--) {
                    cut(channel, at, isZeroed);
                    boolean isWhole = at >= (isZeroed ? group.solid() : group.end());
                    long events = group.first() - 1 + (isWhole ? group.count() : 0);
                    checkStandsAfter(events, at);
                    if (at % START_EVERY == 0) {
                        goOn(events);
                        starts++;
                    }
                }
            }
        }
        assertTrue(starts > TAIL_GROUPS / 4, "starts: " + starts);
    }

    private static void cut(FileChannel channel, int at, boolean isZeroed) throws IOException {
        channel.truncate(at);
        if (isZeroed) {
            channel.write(ByteBuffer.allocate(1), at + ZEROS);
        }
    }

    private void checkStandsAfter(long events, int at) throws IOException {
        Replayed replayed = new Replayed(slot);
        RecoveryReport report = new Recovery(directory, 1, replayed).run(ReadProgress.NONE);
        assertEquals(events, report.lastSequence(), () -> "cut at " + at);
        assertEquals(journal.hashAfter(events), replayed.logic.stateHash(), () -> "cut at " + at);
    }

    /** A host starts and appends; after it the cut is no longer the journal's end, and still no damage. */
    private void goOn(long events) throws IOException {
        try (Host host = new Host(journal.config)) {
            assertEquals(events, host.report.lastSequence());
            host.append(1_000_000, Messages.timeAdvanced(), true);
        }
        assertEquals(
                List.of(), Verification.verify(directory, ReadProgress.NONE).findings());
        assertEquals(events + 1, Host.read(directory).size());
        JournalRoundTripTest.delete(Segment.list(directory).get(3).directory());
    }

    @Test
    void shouldRefuseAndNameTheGroupWhenAnyByteOfOneInTheMiddleIsChanged() throws IOException {
        List<Group> groups = journal.groups(3);
        checkRefused(groups.get(groups.size() / 2));
        // One of several events.
        checkRefused(groups.stream()
                .filter(group -> group.count() > 1 && group.first() < journal.events() - 10)
                .findFirst()
                .orElseThrow());
    }

    @Test
    void shouldRefuseAndNameTheGroupWhenAnyByteOfAnOlderSegmentsLastOneIsChanged() throws IOException {
        for (int segment = 1; segment <= 2; segment++) {
            List<Group> groups = journal.groups(segment);
            checkRefused(groups.get(groups.size() - 1));
        }
    }

    @Test
    void shouldRefuseAndNameTheSegmentWhenAnyByteOfAGroupThatOpensOneIsChanged() throws IOException {
        for (int segment = 1; segment <= 3; segment++) {
            checkRefused(journal.groups(segment).get(0));
        }
    }

    private void checkRefused(Group group) throws IOException {
        try (FileChannel channel = FileChannel.open(group.file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int at = group.position(); at < group.end(); at++) {
                for (int mask : MASKS) {
                    flip(channel, at, mask);
                    String changed = "byte " + at + " by " + mask + " of " + group;
                    Finding finding = assertThrows(
                                    JournalDamagedException.class,
                                    () -> new Recovery(directory, 1, new Replayed(slot)).run(ReadProgress.NONE),
                                    changed)
                            .finding();
                    assertEquals(group.file(), finding.file(), changed);
                    assertEquals(group.first(), finding.sequence(), changed);
                    // A header word that has become one of Chronicle's own leads the reader past the group.
                    boolean isHeaderWord = at < group.position() + ChronicleHeader.BYTES;
                    assertTrue(
                            finding.position() == group.position()
                                    || isHeaderWord && finding.position() > group.position(),
                            () -> changed + ": " + finding);
                    flip(channel, at, mask);
                }
            }
        }
        assertEquals(
                List.of(), Verification.verify(directory, ReadProgress.NONE).findings());
    }

    @Test
    void shouldCutTheLastGroupWhenAnyByteOfItIsChanged() throws IOException {
        List<Group> groups = journal.groups(3);
        Group last = groups.get(groups.size() - 1);
        try (FileChannel channel = FileChannel.open(last.file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int at = last.position(); at < last.end(); at++) {
                for (int mask : MASKS) {
                    flip(channel, at, mask);
                    Replayed replayed = new Replayed(slot);
                    RecoveryReport report = new Recovery(directory, 1, replayed).run(ReadProgress.NONE);
                    String changed = "byte " + at + " by " + mask;
                    assertEquals(last.first() - 1, report.lastSequence(), changed);
                    assertEquals(journal.hashAfter(last.first() - 1), replayed.logic.stateHash(), changed);
                    assertEquals(last.first(), report.cut().orElseThrow().sequence(), changed);
                    assertEquals(last.file(), report.cut().orElseThrow().file(), changed);
                    flip(channel, at, mask);
                }
            }
        }
    }

    private static void flip(FileChannel channel, int at, int mask) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, at);
        one.put(0, (byte) (one.get(0) ^ mask)).rewind();
        channel.write(one, at);
    }
}
