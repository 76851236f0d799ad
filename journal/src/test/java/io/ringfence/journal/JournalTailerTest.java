package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader that follows a journal: every event once and in order, or a finding. */
@Timeout(120)
final class JournalTailerTest {
    private static final int LIVES = 4;
    private static final int EVENTS_PER_LIFE = 1_000;

    @TempDir
    Path directory;

    private final Recorded.Listener seen = new Recorded.Listener();

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
        try (JournalTailer tailer = new JournalTailer(directory, 1)) {
            while (tailer.nextSequence() <= LIVES * EVENTS_PER_LIFE) {
                boolean isDone = hosts.isDone();
                int groups = tailer.poll(16, seen);
                assertTrue(groups <= 16);
                if (isDone && groups == 0) {
                    hosts.join();
                    break;
                }
            }
            hosts.join();
            assertEquals(written, seen.events);
            assertEquals(0, tailer.poll(16, seen));
            tailer.checkEnd();
        }
        assertTrue(Segment.list(directory).size() > 5 * LIVES);
    }

    @Test
    void shouldBeginAnywhere() throws Exception {
        List<Recorded> written = new ArrayList<>();
        live(new Random(22), written);
        for (int from : new int[] {1, 2, 300, 501, EVENTS_PER_LIFE, EVENTS_PER_LIFE + 1}) {
            seen.events.clear();
            try (JournalTailer tailer = new JournalTailer(directory, from)) {
                while (tailer.poll(100, seen) > 0) {
                    continue;
                }
                assertEquals(EVENTS_PER_LIFE + 1, tailer.nextSequence());
            }
            assertEquals(written.subList(from - 1, written.size()), seen.events);
        }
    }

    @Test
    void shouldSayThatEventsAreMissingWhenTheOldestSegmentsAreGone() throws Exception {
        live(new Random(23), new ArrayList<>());
        assertTrue(JournalTrim.trim(directory, 500) > 0);
        long first = new JournalReader(directory).forEach(1, Long.MAX_VALUE, seen) - seen.events.size() + 1;
        try (JournalTailer tailer = new JournalTailer(directory, first - 1)) {
            Finding finding = assertThrows(JournalDamagedException.class, () -> tailer.poll(1, seen))
                    .finding();
            assertEquals(first - 1, finding.sequence());
            assertEquals("a group that begins with sequence " + first + " stands here", finding.problem());
        }
    }

    /** Overwrites a byte of the third group of a segment, and returns the group's first sequence. */
    private static long damage(Segment segment) throws IOException {
        long sequence = 0;
        long position = 0;
        try (SegmentCursor cursor = new SegmentCursor(segment, new ReadWindow())) {
            for (int i = 0; i < 3; i++) {
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
                JournalTailer tailer = new JournalTailer(directory, 1)) {
            for (int i = 0; i < 10; i++) {
                host.append(1_000, new byte[50], true);
            }
            long damaged = damage(Segment.list(directory).get(0));
            Finding finding = assertThrows(JournalDamagedException.class, () -> {
                        while (tailer.poll(100, seen) > 0) {
                            continue;
                        }
                    })
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
        try (JournalTailer tailer = new JournalTailer(directory, 1)) {
            assertThrows(JournalDamagedException.class, () -> {
                while (tailer.poll(100, seen) > 0) {
                    continue;
                }
            });
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
                JournalTailer tailer = new JournalTailer(directory, 1)) {
            // Half full, so that the next segment is there and has not begun.
            for (int i = 0; i < 3; i++) {
                host.append(1_000, new byte[900], true);
            }
            while (Segment.list(directory).size() < 2) {
                Thread.onSpinWait();
            }
            while (tailer.poll(10, seen) > 0) {
                continue;
            }
            long before = direct.getTotalCapacity();
            for (int i = 0; i < 200; i++) {
                assertEquals(0, tailer.poll(10, seen));
            }
            assertEquals(before, direct.getTotalCapacity());
        }
    }
}
