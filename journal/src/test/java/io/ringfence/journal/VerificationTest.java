package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damage that is planted, and what verification says of it. */
@Timeout(60)
final class VerificationTest {
    private static final int EVENTS = 10;

    @TempDir
    Path directory;

    /** Header words of the second segment's groups, its opening one first, then the end. */
    private final List<Long> positions = new ArrayList<>();

    private JournalConfig config;
    private Path second;

    @BeforeEach
    void writeThreeSegments() throws IOException {
        config = Host.config(directory);
        for (int start = 0; start < 3; start++) {
            try (Host host = new Host(config)) {
                for (int i = 0; i < EVENTS; i++) {
                    host.append(1_000 + host.report.lastSequence(), Messages.trade(0, i + 1, "800.5"), true);
                }
            }
        }
        Segment segment = Segment.list(directory).get(1);
        second = segment.file();
        try (SegmentCursor cursor = new SegmentCursor(segment, new ReadWindow())) {
            while (cursor.next()) {
                positions.add(cursor.groupPosition());
            }
            positions.add(cursor.stopPosition());
        }
    }

    private List<String> problems() throws IOException {
        return Verification.verify(directory, ReadProgress.NONE).findings().stream()
                .map(finding -> directory.relativize(finding.file()).getName(0) + "@" + finding.position() + "#"
                        + finding.sequence() + " " + finding.problem())
                .toList();
    }

    private void write(Path file, long position, int... bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int value : bytes) {
            buffer.put((byte) value);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(buffer.flip(), position);
        }
    }

    @Test
    void shouldFindNothingWhenTheJournalIsSound() throws IOException {
        VerificationReport report = Verification.verify(directory, ReadProgress.NONE);
        assertEquals(List.of(), report.findings());
        assertTrue(report.isSound());
        assertEquals(
                List.of(3L, 30L, 30L, 1L, 30L),
                List.of(
                        (long) report.segments(),
                        report.groups(),
                        report.events(),
                        report.firstSequence(),
                        report.lastSequence()));
    }

    @Test
    void shouldNameTheGroupAndGoOnWhenAByteIsChanged() throws IOException {
        write(second, positions.get(4) + 60, 0x55);
        assertEquals(
                List.of("segment-00000002@" + positions.get(4)
                        + "#14 a group's checksum does not match its bytes, yet a" + " committed group stands at byte "
                        + positions.get(5)),
                problems());
        assertEquals(29, Verification.verify(directory, ReadProgress.NONE).events());
        JournalDamagedException refused = assertThrows(JournalDamagedException.class, () -> new Host(config));
        assertEquals(14, refused.finding().sequence());
    }

    @Test
    void shouldNameThePlaceWhenAHeaderWordIsZero() throws IOException {
        write(second, positions.get(4), 0, 0, 0, 0);
        assertEquals(
                List.of("segment-00000002@" + positions.get(4)
                        + "#14 no group follows, yet a committed group stands at byte " + positions.get(5)),
                problems());
    }

    @Test
    void shouldNameThePlaceWhenTheEndOfASegmentBeforeTheLastIsGone() throws IOException {
        write(second, positions.get(EVENTS), 0, 0, 0, 0);
        assertEquals(
                List.of("segment-00000002@" + positions.get(EVENTS)
                        + "#20 no group follows, yet segment-00000003 begins with sequence 21"),
                problems());
        assertThrows(JournalDamagedException.class, () -> new Host(config));
    }

    @Test
    void shouldNameTheGapWhenASegmentIsGone() throws IOException {
        JournalRoundTripTest.delete(directory.resolve("segment-00000002"));
        String problem = problems().get(0);
        assertTrue(
                problem.startsWith("segment-00000001@")
                        && problem.endsWith("#11 no group follows, yet segment-00000003 begins with sequence 21"),
                problem);
        assertThrows(JournalDamagedException.class, () -> new Host(config));
    }

    @Test
    void shouldNameTheStartWhenTheFirstSegmentIsGone() throws IOException {
        JournalRoundTripTest.delete(directory.resolve("segment-00000001"));
        assertEquals(
                "the journal begins with sequence 11; what was before is not there",
                assertThrows(JournalDamagedException.class, () -> new Host(config))
                        .finding()
                        .problem());
        // With a snapshot of what was before, that is how it should be.
        Recorded.Listener tail = new Recorded.Listener();
        new Recovery(directory, 11, Long.MAX_VALUE, tail).run(ReadProgress.NONE);
        assertEquals(20, tail.events.size());
    }

    @Test
    void shouldNameTheSegmentWhenItsOpeningGroupIsChangedAndAnotherSegmentFollows() throws IOException {
        write(second, positions.get(0) + 40, 0x55);
        assertEquals(
                List.of("segment-00000002@" + positions.get(0)
                        + "#11 a group's checksum does not match its bytes, yet a committed group stands at byte "
                        + positions.get(1)),
                problems());
        JournalDamagedException refused = assertThrows(JournalDamagedException.class, () -> new Host(config));
        assertEquals(second, refused.finding().file());
    }

    @Test
    void shouldNotPassOverGroupsWhenALengthOfChroniclesOwnIsChanged() throws IOException {
        // Now the file's first document ends where nothing was ever written.
        Path last = Segment.list(directory).get(2).file();
        int end = (int) Files.size(last) - 4_096;
        int length = end - ChronicleHeader.BYTES;
        write(last, 0, length & 0xff, length >> 8 & 0xff, length >> 16, 0x40);
        String problem = problems().get(0);
        assertTrue(
                problem.startsWith("segment-00000003@" + end + "#21 no group follows, yet a committed group"), problem);
        assertThrows(JournalDamagedException.class, () -> new Host(config));
    }

    @Test
    void shouldNoteTheTornEndWhenAHostMayBeWriting() throws IOException {
        Path last = Segment.list(directory).get(2).file();
        write(last, positions.get(EVENTS), 0, 0, 0, 0);
        VerificationReport report = Verification.verify(directory, ReadProgress.NONE);
        assertEquals(List.of(), report.findings());
        assertEquals(30, report.cut().orElseThrow().sequence());
        assertEquals(29, report.lastSequence());
    }

    @Test
    void shouldNameTheEventWhenItIsNoInputOrItsTimeRunsBackwards() throws IOException {
        byte[] wrongSchema = Messages.trade(0, 1, "1");
        wrongSchema[4] = 9;
        byte[] output = Messages.trade(0, 1, "1");
        output[2] = 121;
        byte[] unknown = Messages.trade(0, 1, "1");
        unknown[2] = 99;
        byte[] shortBlock = Messages.trade(0, 1, "1");
        shortBlock[0] = 5;
        byte[] newer = Messages.trade(0, 1, "1");
        newer[6] = 99;
        byte[][] events = {wrongSchema, output, unknown, shortBlock, newer, {1, 2, 3}};
        try (SegmentAppender appender = SegmentAppender.create(config, Segment.of(directory, 4), Pace.atOnce())) {
            appender.begin(31, 5_000);
            for (int i = 0; i < events.length; i++) {
                append(appender, 31 + i, i == 1 ? 10 : 5_000, events[i]);
            }
        }
        List<String> problems = problems().stream()
                .map(text -> text.substring(text.indexOf('#')))
                .toList();
        assertEquals(
                List.of(
                        "#31 an event of schema 9, expected 1",
                        "#32 time runs backwards, from 5000 to 10 ns",
                        "#32 an event of type SYSTEM_RECOVERY, which is no input",
                        "#33 an event of type 99, which is no input",
                        "#34 PRICE_TICK has a block of 5 bytes, expected " + PriceTickDecoder.BLOCK_LENGTH,
                        "#35 an event of schema version 99, written by a newer build; this one reads up to "
                                + MessageHeaderDecoder.SCHEMA_VERSION,
                        "#36 an event of 3 bytes has no message header"),
                problems);
    }

    @Test
    void shouldNameTheGroupWhenItsSequenceIsNotTheNextOne() throws IOException {
        try (SegmentAppender appender = SegmentAppender.create(config, Segment.of(directory, 4), Pace.atOnce())) {
            appender.begin(31, 5_000);
            append(appender, 31, 5_000, Messages.timeAdvanced());
            append(appender, 33, 5_000, Messages.timeAdvanced());
        }
        String problem = problems().get(0);
        assertTrue(problem.endsWith("#32 a group that begins with sequence 33 stands here"), problem);
        assertThrows(JournalDamagedException.class, () -> new Host(config));
    }

    private static void append(SegmentAppender appender, long sequence, long timestampNs, byte[] message) {
        int payload = GroupLayout.EVENT_HEADER_BYTES + message.length;
        ByteBuffer group =
                ByteBuffer.allocateDirect(GroupLayout.HEADER_BYTES + payload).order(ByteOrder.LITTLE_ENDIAN);
        group.putLong(GroupLayout.HEADER_BYTES, timestampNs);
        group.putInt(GroupLayout.HEADER_BYTES + GroupLayout.EVENT_BYTES_OFFSET, message.length);
        group.put(GroupLayout.HEADER_BYTES + GroupLayout.EVENT_HEADER_BYTES, message);
        GroupLayout.seal(new CRC32C(), group, 0, sequence, 1, payload, 4);
        appender.append(group, GroupLayout.HEADER_BYTES + payload);
    }
}
