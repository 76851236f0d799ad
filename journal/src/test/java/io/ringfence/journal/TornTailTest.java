package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The end of the newest file, cut and zeroed at every byte, and bits flipped in and before the last group. */
@Timeout(180)
final class TornTailTest {
    private static final int GROUPS = 40;
    private static final int TAIL_GROUPS = 20;

    @TempDir
    Path directory;

    private final List<Recorded> written = new ArrayList<>();
    /** Byte positions of the groups' header words, that of the opening group first, then the end. */
    private final List<Long> positions = new ArrayList<>();

    private JournalConfig config;
    private Path file;
    private byte[] content;

    @BeforeEach
    void write() throws IOException {
        config = Host.config(directory);
        try (Host first = new Host(config)) {
            append(first, 3);
        }
        try (Host second = new Host(config)) {
            append(second, GROUPS);
        }
        Segment segment = Segment.list(directory).get(1);
        file = segment.file();
        content = Files.readAllBytes(file);
        try (SegmentCursor cursor = new SegmentCursor(segment, new ReadWindow())) {
            while (cursor.next()) {
                positions.add(cursor.groupPosition());
            }
            positions.add(cursor.stopPosition());
        }
        assertEquals(GROUPS + 2, positions.size());
    }

    private void append(Host host, int count) {
        for (int i = 0; i < count; i++) {
            byte[] message = ("event " + written.size() * 37 % 1000).getBytes();
            long timestampNs = 1_000L + written.size();
            written.add(Recorded.of(host.append(timestampNs, message, true), timestampNs, message));
        }
    }

    @Test
    void shouldGoOnFromTheExactValidPrefixWhenTheFileIsTruncatedAtAnyByte() throws IOException {
        checkEveryByte(false);
    }

    @Test
    void shouldGoOnFromTheExactValidPrefixWhenTheFileIsZeroFromAnyByte() throws IOException {
        checkEveryByte(true);
    }

    private void checkEveryByte(boolean zeroed) throws IOException {
        int first = positions.get(GROUPS + 1 - TAIL_GROUPS).intValue();
        int end = positions.get(GROUPS + 1).intValue();
        for (int at = first; at <= end; at++) {
            cut(at, zeroed);
            List<Recorded> expected = written.subList(0, 3 + completeGroups(at));
            Recorded.Listener replayed = new Recorded.Listener();
            new Recovery(directory, 1, Long.MAX_VALUE, replayed).run(ReadProgress.NONE);
            assertEquals(expected, replayed.events, "cut at " + at);
            // A restart makes files, so not at every byte; but at all four places within a word.
            if (at % 13 == 0 || positions.contains((long) at)) {
                goOnAfterCut(at, new ArrayList<>(expected));
            }
            restore();
        }
    }

    private void goOnAfterCut(int at, List<Recorded> expected) throws IOException {
        try (Host host = new Host(config)) {
            assertEquals(expected, host.replayed.events, "cut at " + at);
            for (int i = 0; i < 2; i++) {
                byte[] message = {(byte) at, (byte) i};
                expected.add(Recorded.of(host.append(5_000, message, true), 5_000, message));
            }
        }
        assertEquals(expected, Host.read(directory), "after cut at " + at);
    }

    /** Groups of the second segment, without its opening one, that are whole before {@code at}. */
    private int completeGroups(int at) {
        int complete = 0;
        for (int group = 1; group <= GROUPS; group++) {
            int position = positions.get(group).intValue();
            int length = ChronicleHeader.length(ByteBuffer.wrap(content)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .getInt(position));
            if (position + ChronicleHeader.BYTES + length <= at) {
                complete++;
            }
        }
        return complete;
    }

    private int intAt(int position) {
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(position);
    }

    private void cut(int at, boolean zeroed) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(at);
            if (zeroed) {
                channel.write(ByteBuffer.allocate(1), content.length - 1);
            }
        }
    }

    private void restore() throws IOException {
        int kept = positions.get(GROUPS + 1 - TAIL_GROUPS).intValue();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content, kept, content.length - kept), kept);
        }
        for (Segment segment : Segment.list(directory)) {
            if (segment.number() > 2) {
                JournalRoundTripTest.delete(segment.directory());
            }
        }
    }

    @Test
    void shouldRefuseAndNameThePlaceWhenAnyByteBeforeTheLastGroupIsFlipped() throws IOException {
        int group = GROUPS - 10;
        int from = positions.get(group).intValue();
        int end = from
                + ChronicleHeader.BYTES
                + ChronicleHeader.length(ByteBuffer.wrap(content)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .getInt(from));
        for (int at = from; at < end; at++) {
            for (int bit = 0; bit < 8; bit++) {
                flip(at, 1 << bit);
                String flipped = "bit " + bit + " of byte " + at;
                JournalDamagedException damage =
                        assertThrows(JournalDamagedException.class, () -> new Host(config), flipped);
                assertEquals(file, damage.finding().file(), flipped);
                assertEquals(3 + group, damage.finding().sequence(), flipped);
                assertTrue(damage.finding().position() >= from, flipped);
                flip(at, 1 << bit);
            }
        }
        try (Host host = new Host(config)) {
            assertEquals(written, host.replayed.events);
        }
    }

    @Test
    void shouldCutTheLastGroupWhenAnyByteOfItIsFlipped() throws IOException {
        int from = positions.get(GROUPS).intValue();
        int end = positions.get(GROUPS + 1).intValue();
        int length = ChronicleHeader.length(intAt(from));
        for (int at = from; at < end && at < from + ChronicleHeader.BYTES + length; at++) {
            flip(at, 0x11);
            Recorded.Listener replayed = new Recorded.Listener();
            RecoveryReport report = new Recovery(directory, 1, Long.MAX_VALUE, replayed).run(ReadProgress.NONE);
            assertEquals(written.subList(0, written.size() - 1), replayed.events, "byte " + at);
            Cut cut = report.cut().orElseThrow();
            assertEquals(file, cut.file());
            assertEquals(from, cut.position());
            assertEquals(written.size(), cut.sequence());
            flip(at, 0x11);
        }
    }

    @Test
    void shouldCutAnUnfinishedGroupWhenItsHeaderWordIsNotWritten() throws IOException {
        int from = positions.get(GROUPS).intValue();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(ChronicleHeader.BYTES), from);
        }
        RecoveryReport report =
                new Recovery(directory, 1, Long.MAX_VALUE, new Recorded.Listener()).run(ReadProgress.NONE);
        assertEquals(written.size() - 1, report.lastSequence());
        assertEquals(
                Optional.of(new Cut(file, from, written.size(), positions.get(GROUPS + 1) - from, "no group follows")),
                report.cut());
    }

    private void flip(int at, int mask) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ mask)).rewind();
            channel.write(one, at);
        }
    }
}
