package io.ringfence.config.stat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The file of figures, as its host writes it; {@link StatLayout} has the places.
 *
 * <p>It is mapped and never unmapped by hand: who still writes to it when the host has closed writes to memory that is there.
 * Each field has one writing thread. The file stays when the host ends, whichever way, until the next start replaces it.
 */
final class StatFile {
    private static final int PAGE_BYTES = 4096;

    private final Path file;
    private final HostFacts facts;
    private final UnsafeBuffer buffer;
    private final int maxRecorders;
    private int recorderCount;

    private StatFile(Path file, HostFacts facts, UnsafeBuffer buffer, int maxRecorders) {
        this.file = file;
        this.facts = facts;
        this.buffer = buffer;
        this.maxRecorders = maxRecorders;
    }

    /**
     * Makes a file in the place of whatever has its name. All its blocks are taken before anything is mapped, so that a full
     * file system is met here and by nobody who writes.
     */
    static StatFile create(Path file, HostFacts facts, int maxRecorders) throws IOException {
        int bytes = StatLayout.recorderOffset(maxRecorders);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        // Never through a link that somebody else has put there.
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = FileChannel.open(
                unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(bytes);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
            StatFile made = new StatFile(file, facts, new UnsafeBuffer(mapped), maxRecorders);
            made.begin();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return made;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    private void begin() {
        // Touched here, so that no page is met for the first time by a thread of the ring.
        for (int at = 0; at < buffer.capacity(); at += PAGE_BYTES) {
            buffer.putLong(at, 0);
        }
        int size = putText(StatLayout.FACTS_OFFSET, StatLayout.MAX_FACTS_BYTES, facts.text());
        buffer.putInt(StatLayout.FACTS_SIZE_OFFSET, size);
        buffer.putInt(StatLayout.VERSION_OFFSET, StatLayout.VERSION);
        buffer.putLong(StatLayout.BEAT_OFFSET, facts.startedMs());
        buffer.putInt(StatLayout.STATE_OFFSET, HostState.STARTING.code());
        buffer.putLong(StatLayout.MAGIC_OFFSET, StatLayout.MAGIC);
    }

    /** Cut where it does not fit; returns the size. */
    private int putText(int offset, int maxBytes, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int size = Math.min(bytes.length, maxBytes);
        buffer.putBytes(offset, bytes, 0, size);
        return size;
    }

    /** What the file says now, read where it is mapped already. From any thread. */
    StatReading read() {
        try {
            return StatReader.reading(file, buffer, facts);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** One that counts latencies at a point. Several may have one name: readers see them as one. On the starting thread. */
    LatencyRecorder recorder(String point) {
        if (recorderCount == maxRecorders) {
            throw new IllegalStateException("there is room for " + maxRecorders + " points, and none for " + point);
        }
        int offset = StatLayout.recorderOffset(recorderCount++);
        int size = putText(
                offset + LatencyRecorder.NAME_OFFSET + Integer.BYTES,
                LatencyRecorder.NAME_BYTES - Integer.BYTES,
                point);
        buffer.putInt(offset + LatencyRecorder.NAME_OFFSET, size);
        buffer.putIntRelease(StatLayout.RECORDERS_OFFSET, recorderCount);
        return new LatencyRecorder(new UnsafeBuffer(buffer, offset, LatencyRecorder.BYTES));
    }

    void put(HostCounter counter, long value) {
        buffer.putLongRelease(StatLayout.counterOffset(counter), value);
    }

    /** One more. */
    void increment(HostCounter counter) {
        // As in LatencyRecorder, one check of the bounds.
        buffer.addLongRelease(StatLayout.counterOffset(counter), 1);
    }

    void state(HostState state) {
        buffer.putIntRelease(StatLayout.STATE_OFFSET, state.code());
    }

    /** Says why, and that it halted. */
    void halted(long sequence, String reason) {
        buffer.putLong(StatLayout.HALT_SEQUENCE_OFFSET, sequence);
        int size = putText(StatLayout.REASON_OFFSET, StatLayout.MAX_REASON_BYTES, reason);
        buffer.putInt(StatLayout.REASON_SIZE_OFFSET, size);
        state(HostState.HALTED);
    }

    /** States that counters are as of now. */
    void beat(long epochMs) {
        buffer.putLongRelease(StatLayout.BEAT_OFFSET, epochMs);
    }
}
