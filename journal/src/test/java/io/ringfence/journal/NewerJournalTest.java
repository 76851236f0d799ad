package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.journal.dump.EventDump;
import io.ringfence.journal.dump.EventFilter;
import io.ringfence.journal.dump.EventFilter.Range;
import io.ringfence.journal.dump.EventFilter.Subject;
import io.ringfence.journal.dump.EventPrinter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sound journal in whose second segment one event says that a newer build wrote it. */
@Timeout(60)
final class NewerJournalTest {
    private static final int NEWER = MessageHeaderDecoder.SCHEMA_VERSION + 1;
    private static final int EVENTS = 10;
    private static final long NEWER_SEQUENCE = 15;
    private static final int UNKNOWN_TEMPLATE_ID = 60_000;

    @TempDir
    Path directory;

    private Path file;
    private long position;

    @BeforeEach
    void writeTwoSegments() throws IOException {
        for (int start = 0; start < 2; start++) {
            try (Host host = new Host(Host.config(directory))) {
                for (int i = 0; i < EVENTS; i++) {
                    host.append(1_000 + host.report.lastSequence(), Messages.trade(0, i + 1, "800.5"), true);
                }
            }
        }
        Segment second = Segment.list(directory).get(1);
        file = second.file();
        try (SegmentCursor cursor = new SegmentCursor(second, new ReadWindow())) {
            while (cursor.firstSequence() < NEWER_SEQUENCE) {
                assertTrue(cursor.next());
            }
            position = cursor.groupPosition();
        }
        change(MessageHeaderDecoder.versionEncodingOffset(), NEWER);
    }

    /** Changes a header field of the group's first event, and seals the group again. */
    private void change(int headerOffset, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int group = (int) position + ChronicleHeader.BYTES;
        int message = group + GroupLayout.HEADER_BYTES + GroupLayout.EVENT_HEADER_BYTES;
        content.putShort(message + headerOffset, (short) value);
        int payloadBytes = content.getInt(group + GroupLayout.PAYLOAD_BYTES_OFFSET);
        int crc = GroupLayout.checksum(new CRC32C(), content, group, payloadBytes);
        content.putInt(group + GroupLayout.CRC_OFFSET, crc);
        Files.write(file, bytes);
    }

    private Finding expected() {
        return new Finding(
                file,
                position,
                NEWER_SEQUENCE,
                "an event of schema version " + NEWER + ", written by a newer build; this one reads up to "
                        + (NEWER - 1));
    }

    @Test
    void shouldRefuseToReplayWhereAnEventIsOfANewerBuild() throws IOException {
        JournalReader reader = new JournalReader(directory);
        Recorded.Listener before = new Recorded.Listener();
        NewerJournalException refused =
                assertThrows(NewerJournalException.class, () -> reader.forEach(1, Long.MAX_VALUE, before));
        assertEquals(expected(), refused.finding());
        assertEquals(
                "the journal cannot be replayed by this build: " + expected().describe(), refused.getMessage());
        assertEquals(NEWER_SEQUENCE - 1, before.events.size());
        assertEquals(NEWER_SEQUENCE - 1, reader.forEach(1, NEWER_SEQUENCE - 1, new Recorded.Listener()));
    }

    @Test
    void shouldNotBeginASegmentBehindAnEventOfANewerBuild() throws IOException {
        int segments = Segment.list(directory).size();
        assertEquals(
                expected(),
                assertThrows(NewerJournalException.class, () -> new Host(Host.config(directory)))
                        .finding());
        assertEquals(segments, Segment.list(directory).size());
    }

    @Test
    void shouldVerifyToOneFindingAndGoOn() throws IOException {
        VerificationReport report = Verification.verify(directory, ReadProgress.NONE);
        assertEquals(List.of(expected()), report.findings());
        assertEquals(2 * EVENTS, report.lastSequence());
    }

    @Test
    void shouldSayTheVersionBeforeTheTypeWhenANewerBuildsTypeIsUnknown() throws IOException {
        change(MessageHeaderDecoder.templateIdEncodingOffset(), UNKNOWN_TEMPLATE_ID);
        assertEquals(
                List.of(expected()),
                Verification.verify(directory, ReadProgress.NONE).findings());
        JournalReader reader = new JournalReader(directory);
        assertEquals(
                expected(),
                assertThrows(
                                NewerJournalException.class,
                                () -> reader.forEach(1, Long.MAX_VALUE, new Recorded.Listener()))
                        .finding());
        String line = dump().get(0);
        assertTrue(
                line.endsWith("\"type\":\"UNKNOWN\",\"schemaVersion\":" + NEWER + ",\"templateId\":"
                        + UNKNOWN_TEMPLATE_ID + "}"),
                line);
    }

    @Test
    void shouldDumpWhatItKnowsOfAnEventOfANewerBuildAndGoOn() throws IOException {
        List<String> newer = dump();
        change(MessageHeaderDecoder.versionEncodingOffset(), NEWER - 1);
        List<String> current = dump();
        assertEquals(current.get(0), newer.get(0).replace("\"schemaVersion\":" + NEWER + ",", ""));
        assertTrue(newer.get(0).contains("schemaVersion"), newer.get(0));
        assertEquals(current.subList(1, current.size()), newer.subList(1, newer.size()));
    }

    private List<String> dump() throws IOException {
        StringBuilder text = new StringBuilder();
        EventFilter filter = new EventFilter(
                new Range(NEWER_SEQUENCE, Long.MAX_VALUE),
                Range.ALL,
                EventFilter.types(List.of(), Set.of(EventType.Category.INPUT)),
                Subject.ANY);
        EventDump.print(
                new JournalReader(directory), Long.MAX_VALUE, new EventPrinter(EventPrinter.Format.JSON, filter, text));
        return text.toString().lines().toList();
    }
}
