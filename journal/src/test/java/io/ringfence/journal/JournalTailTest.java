package io.ringfence.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** A tail beside a host that appends, begins segments, and is started again. */
@Timeout(60)
final class JournalTailTest {
    private static final int EVENTS = 20_000;

    @TempDir
    Path directory;

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
                JournalTail tail = new JournalTail(directory, 1)) {
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
        try (JournalTail tail = new JournalTail(directory, 31)) {
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
        try (JournalTail tail = new JournalTail(directory, 1)) {
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
}
