package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tail beside a host that appends, begins segments, and is started again: every event once and in order, or a finding. */
@Timeout(120)
final class JournalTailTest {
    private static final int EVENTS = 20_000;
    private static final int LIVES = 4;
    private static final int EVENTS_PER_LIFE = 1_000;

    @TempDir
    Path directory;

    private final Recorded.Listener seen = new Recorded.Listener();

    private static byte[] message(long sequence) {
        return AppendingChild.message(sequence, (int) (sequence % 50));
    }

    private void append(int count) throws Exception {
        try (Host host = new Host(Host.config(directory))) {
            for (int i = 0; i < count; i++) {
                long sequence = host.report.lastSequence() + i + 1;
                assertEquals(sequence, host.append(1_000, message(sequence), i % 3 == 0));
            }
        }
    }

    @Test
    void shouldHandEachEventOnOnceWhenAHostAppendsMeanwhile() throws Exception {
        try (Host host = new Host(Host.config(directory, 8_192, 1 << 18));
                JournalTail tail = JournalTail.fromOrLater(directory, 1)) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                Random random = new Random(5);
                for (int i = 1; i <= EVENTS; i++) {
                    host.append(1_000, message(i), random.nextInt(4) == 0);
                }
                host.stage.onStop();
            });
            Random random = new Random(6);
            long[] seen = {0};
            while (seen[0] < EVENTS) {
                if (writer.isDone()) {
                    writer.join();
                }
                long committed = host.stage.committedSequence();
                // Ends in the middle of groups as well as behind what there is.
                long to = seen[0] + 1 + random.nextInt(300);
                long last = tail.poll(to, (sequence, timestampNs, buffer, offset, length) -> {
                    assertEquals(++seen[0], sequence);
                    byte[] read = new byte[length];
                    buffer.getBytes(offset, read);
                    assertEquals(
                            Recorded.of(sequence, 1_000, message(sequence)), Recorded.of(sequence, timestampNs, read));
                });
                assertEquals(seen[0], last);
                assertTrue(last >= Math.min(to, committed), "committed " + committed + ", seen " + last);
            }
        }
    }

    @Test
    void shouldGoOnOverTheTornEndOfAHostThatDiedWhenTheNextHasBegun() throws Exception {
        append(100);
        try (JournalTail tail = JournalTail.from(directory, 31)) {
            List<Long> seen = new ArrayList<>();
            JournalListener listener = (sequence, timestampNs, buffer, offset, length) -> seen.add(sequence);
            assertEquals(100, tail.poll(Long.MAX_VALUE, listener));
            tear();
            assertEquals(100, tail.poll(Long.MAX_VALUE, listener));
            append(50);
            assertEquals(120, tail.poll(120, listener));
            assertEquals(150, tail.poll(Long.MAX_VALUE, listener));
            assertEquals(120, seen.size());
            assertEquals(31, seen.get(0));
            assertEquals(150, seen.get(119));
        }
    }

    /** What stands behind the last group is the beginning of one that was never finished. */
    private void tear() throws Exception {
        Path file = Segment.list(directory).get(0).file();
        try (SegmentCursor cursor = new SegmentCursor(Segment.list(directory).get(0), new ReadWindow());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (cursor.next()) {
                continue;
            }
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, (byte) 0x80}), cursor.stopPosition());
        }
    }

    @Test
    void shouldRefuseToGoOnWhenTheNextSegmentBeginsElsewhere() throws Exception {
        append(10);
        append(10);
        append(10);
        Path second = Segment.list(directory).get(1).directory();
        try (Stream<Path> files = Files.list(second)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(second);
        try (JournalTail tail = JournalTail.fromOrLater(directory, 1)) {
            JournalDamagedException damaged = assertThrows(
                    JournalDamagedException.class,
                    () -> tail.poll(Long.MAX_VALUE, (sequence, timestampNs, buffer, offset, length) -> {}));
            assertEquals(11, damaged.finding().sequence());
        }
    }

    @Test
    void shouldKeepTheIdentityOfAJournalWhenItsHostIsStartedAgain() throws Exception {
        assertTrue(JournalIdentity.of(directory).isEmpty());
        append(1);
        UUID drawn = JournalIdentity.of(directory).orElseThrow();
        append(1);
        assertEquals(drawn, JournalIdentity.of(directory).orElseThrow());
    }

    private static JournalConfig tiny(Path directory) {
        return Host.config(directory, 1_024, 8_192);
    }

    private static Recorded event(long sequence, int bytes) {
        return Recorded.of(sequence, 1_000 + sequence, AppendingChild.message(sequence - 1, bytes));
    }

    /** One life of a host; what it appends is added to {@code written}. */
    private void live(Random random, List<Recorded> written) throws IOException {
        try (Host host = new Host(tiny(directory))) {
            for (int i = 0; i < EVENTS_PER_LIFE; i++) {
                long sequence = host.report.lastSequence() + i + 1;
                int bytes = random.nextInt(200);
                byte[] message = AppendingChild.message(sequence - 1, bytes);
                host.append(1_000 + sequence, message, random.nextInt(3) == 0 || i == EVENTS_PER_LIFE - 1);
                written.add(event(sequence, bytes));
            }
        }
    }

    /** What a host leaves that dies while it appends: a document that looks whole and is not. */
    private void tear(Random random) throws IOException {
        List<Segment> segments = Segment.list(directory);
        Segment last = segments.get(segments.size() - 1);
        try (SegmentCursor cursor = new SegmentCursor(last, new ReadWindow());
                RandomAccessFile file = new RandomAccessFile(last.file().toFile(), "rw")) {
            while (cursor.next()) {
                continue;
            }
            file.seek(cursor.stopPosition());
            file.writeInt(Integer.reverseBytes(100 + random.nextInt(100)));
            file.writeInt(Integer.reverseBytes(GroupLayout.MAGIC));
            byte[] rest = new byte[80];
            random.nextBytes(rest);
            file.write(rest);
        }
    }

    @Test
    void shouldSeeEveryEventOnceAndInOrderBesideHostsThatComeAndGo() throws Exception {
        List<Recorded> written = new ArrayList<>();
        Random random = new Random(21);
        CompletableFuture<Void> hosts = CompletableFuture.runAsync(() -> {
            try {
                for (int life = 0; life < LIVES; life++) {
                    live(random, written);
                    tear(random);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        try (JournalTail tail = JournalTail.from(directory, 1)) {
            while (seen.events.size() < LIVES * EVENTS_PER_LIFE) {
                boolean isDone = hosts.isDone();
                int before = seen.events.size();
                boolean isGroup = tail.pollGroup(seen);
                List<Recorded> group = seen.events.subList(before, seen.events.size());
                assertEquals(isGroup, !group.isEmpty());
                assertTrue(group.stream()
                                .mapToInt(event -> event.messageHex().length() / 2)
                                .sum()
                        <= 1_024);
                if (isDone && !isGroup) {
                    hosts.join();
                    break;
                }
            }
            hosts.join();
            assertEquals(written, seen.events);
            assertFalse(tail.pollGroup(seen));
            tail.checkEnd();
        }
        assertTrue(Segment.list(directory).size() > 5 * LIVES);
    }

    @Test
    void shouldBeginAnywhere() throws Exception {
        List<Recorded> written = new ArrayList<>();
        live(new Random(22), written);
        for (int from : new int[] {1, 2, 300, 501, EVENTS_PER_LIFE, EVENTS_PER_LIFE + 1}) {
            seen.events.clear();
            try (JournalTail tail = JournalTail.from(directory, from)) {
                assertEquals(EVENTS_PER_LIFE, tail.poll(Long.MAX_VALUE, seen));
            }
            assertEquals(written.subList(from - 1, written.size()), seen.events);
        }
    }

    @Test
    void shouldSayThatEventsAreMissingWhenTheOldestSegmentsAreGone() throws Exception {
        live(new Random(23), new ArrayList<>());
        assertTrue(JournalTrim.trim(directory, 500) > 0);
        long first = new JournalReader(directory).forEach(1, Long.MAX_VALUE, seen) - seen.events.size() + 1;
        seen.events.clear();
        try (JournalTail tail = JournalTail.from(directory, first - 1)) {
            for (int i = 0; i < 2; i++) {
                Finding finding = assertThrows(JournalRangeException.class, () -> tail.pollGroup(seen))
                        .finding();
                assertEquals(first - 1, finding.sequence());
            }
            assertEquals(List.of(), seen.events);
        }
        try (JournalTail tail = JournalTail.from(directory, first)) {
            assertEquals(EVENTS_PER_LIFE, tail.poll(Long.MAX_VALUE, seen));
            assertEquals(first, seen.events.get(0).sequence());
        }
    }

    @Test
    void shouldBeginWithTheOldestEventWhenTheOldestSegmentsAreGoneAndThatIsTaken() throws Exception {
        List<Recorded> written = new ArrayList<>();
        live(new Random(23), written);
        assertTrue(JournalTrim.trim(directory, 500) > 0);
        long first = new JournalReader(directory).firstSequence();
        try (JournalTail tail = JournalTail.fromOrLater(directory, 1)) {
            assertEquals(first - 1, tail.poll(5, seen));
            assertEquals(List.of(), seen.events);
            assertEquals(first + 1, tail.poll(first + 1, seen));
            assertEquals(EVENTS_PER_LIFE, tail.poll(Long.MAX_VALUE, seen));
            tail.checkEnd();
        }
        assertEquals(written.subList((int) first - 1, written.size()), seen.events);
    }

    /** A beginning that is gone is one thing, one that is there and cannot be read another. */
    @Test
    void shouldTellDamageWhenTheOldestSegmentThereIsHasNoSoundBeginning() throws Exception {
        live(new Random(25), new ArrayList<>());
        damage(Segment.list(directory).get(0), 1);
        assertBeginningIsDamaged(1);
    }

    @Test
    void shouldTellDamageWhenWhatIsLeftHasNoSoundBeginning() throws Exception {
        live(new Random(26), new ArrayList<>());
        assertTrue(JournalTrim.trim(directory, 500) > 0);
        damage(Segment.list(directory).get(0), 1);
        assertBeginningIsDamaged(7);
    }

    private void assertBeginningIsDamaged(long from) throws IOException {
        for (JournalTail begun : List.of(JournalTail.from(directory, from), JournalTail.fromOrLater(directory, from))) {
            try (JournalTail tail = begun) {
                Finding finding = assertThrows(JournalDamagedException.class, () -> tail.poll(Long.MAX_VALUE, seen))
                        .finding();
                assertEquals(from, finding.sequence());
                assertTrue(finding.problem().contains(", yet a committed group stands at byte "), finding.problem());
                assertEquals(List.of(), seen.events);
            }
        }
    }

    @Test
    void shouldLoseNothingWhenTheEndIsCheckedInTheMiddleOfAGroup() throws Exception {
        append(100);
        try (JournalTail tail = JournalTail.from(directory, 1)) {
            for (int to = 1; to <= 100; to++) {
                assertEquals(to, tail.poll(to, seen));
                tail.checkEnd();
            }
            assertFalse(tail.pollGroup(seen));
        }
        assertEquals(Host.read(directory), seen.events);
    }

    @Test
    void shouldHandAGroupOnAgainWhenTheListenerThrew() throws Exception {
        append(100);
        try (JournalTail tail = JournalTail.from(directory, 1)) {
            assertEquals(40, tail.poll(40, seen));
            assertThrows(
                    IllegalStateException.class,
                    () -> tail.poll(Long.MAX_VALUE, (sequence, timestampNs, buffer, offset, length) -> {
                        throw new IllegalStateException("not now");
                    }));
            assertEquals(100, tail.poll(Long.MAX_VALUE, seen));
        }
        assertEquals(Host.read(directory), seen.events);
    }

    /** Overwrites a byte of a group of a segment, counted from 1, the opening one; returns the group's first sequence. */
    private static long damage(Segment segment, int group) throws IOException {
        long sequence = 0;
        long position = 0;
        try (SegmentCursor cursor = new SegmentCursor(segment, new ReadWindow())) {
            for (int i = 0; i < group; i++) {
                assertTrue(cursor.next());
                sequence = cursor.firstSequence();
                position = cursor.groupPosition();
            }
        }
        try (RandomAccessFile file = new RandomAccessFile(segment.file().toFile(), "rw")) {
            file.seek(position + 40);
            int value = file.read();
            file.seek(position + 40);
            file.write(value ^ 4);
        }
        return sequence;
    }

    @Test
    void shouldTellDamageFromTheEndWhileAHostAppends() throws Exception {
        try (Host host = new Host(Host.config(directory));
                JournalTail tail = JournalTail.from(directory, 1)) {
            for (int i = 0; i < 10; i++) {
                host.append(1_000, new byte[50], true);
            }
            long damaged = damage(Segment.list(directory).get(0), 3);
            Finding finding = assertThrows(JournalDamagedException.class, () -> tail.poll(Long.MAX_VALUE, seen))
                    .finding();
            assertEquals(damaged, finding.sequence());
            assertTrue(
                    finding.problem().startsWith("a group's checksum does not match its bytes, yet a committed group"),
                    finding.problem());
            assertEquals(damaged - 1, seen.events.size());
        }
    }

    @Test
    void shouldTellDamageAtASegmentsEndOnceTheNextHasBegun() throws Exception {
        List<Recorded> written = new ArrayList<>();
        live(new Random(24), written);
        Segment second = Segment.list(directory).get(1);
        long end;
        try (SegmentCursor cursor = new SegmentCursor(second, new ReadWindow())) {
            while (cursor.next()) {
                continue;
            }
            end = cursor.groupPosition();
        }
        try (RandomAccessFile file = new RandomAccessFile(second.file().toFile(), "rw")) {
            file.seek(end);
            file.writeInt(0);
        }
        try (JournalTail tail = JournalTail.from(directory, 1)) {
            assertThrows(JournalDamagedException.class, () -> tail.poll(Long.MAX_VALUE, seen));
            assertEquals(written.subList(0, seen.events.size()), seen.events);
        }
    }

    @Test
    void shouldTakeNoMemoryWhileItWaits() throws Exception {
        BufferPoolMXBean direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .findFirst()
                .orElseThrow();
        try (Host host = new Host(Host.config(directory, 1_024, 4_096));
                JournalTail tail = JournalTail.from(directory, 1)) {
            // Half full, so that the next segment is there and has not begun.
            for (int i = 0; i < 3; i++) {
                host.append(1_000, new byte[900], true);
            }
            while (Segment.list(directory).size() < 2) {
                Thread.onSpinWait();
            }
            assertEquals(3, tail.poll(Long.MAX_VALUE, seen));
            long before = direct.getTotalCapacity();
            for (int i = 0; i < 200; i++) {
                assertFalse(tail.pollGroup(seen));
            }
            // Less than one window, which is what a poll would leave behind. Not zero: the pool is the process's,
            // and the thread that makes the next segment takes a piece of 16 KiB from it meanwhile.
            long grownBytes = direct.getTotalCapacity() - before;
            assertTrue(grownBytes < ReadWindow.INITIAL_BYTES, "direct memory grew by " + grownBytes + " B");
        }
    }
}
