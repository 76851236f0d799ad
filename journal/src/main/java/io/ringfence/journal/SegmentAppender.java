package io.ringfence.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Appends to one segment, which it creates: a Chronicle queue of a single file. One thread at a time.
 *
 * <p>The queue's clock stands still at the segment's creation, so Chronicle never rolls and never meets a clock that went
 * back. {@link JournalAppender} begins the next segment instead.
 */
final class SegmentAppender implements AutoCloseable {
    static {
        ChronicleSettings.apply();
    }

    private static final long LOCK_TIMEOUT_MS = 10_000;

    private final Segment segment;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private long writtenBytes;

    SegmentAppender(JournalConfig config, Segment segment) {
        this.segment = segment;
        long createdMs = System.currentTimeMillis();
        queue = SingleChronicleQueueBuilder.binary(segment.directory())
                .rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(() -> createdMs)
                .blockSize(config.blockBytes())
                .timeoutMS(LOCK_TIMEOUT_MS)
                .build();
        try {
            appender = queue.createAppender();
        } catch (RuntimeException | Error e) {
            queue.close();
            throw e;
        }
        // Made by another thread than the one that runs the journal stage.
        appender.singleThreadedCheckDisabled(true);
    }

    /** Makes the file, by a document of Chronicle's metadata that every reader passes over. */
    void makeFile() {
        try (DocumentContext document = appender.writingDocument(true)) {
            document.wire().bytes().writeLong(segment.number());
        }
    }

    /** Writes the group of no events that opens a segment. */
    void begin(long nextSequence, long lastTimestampNs) {
        int groupBytes = GroupLayout.HEADER_BYTES + GroupLayout.OPENING_PAYLOAD_BYTES;
        ByteBuffer group = ByteBuffer.allocateDirect(groupBytes).order(ByteOrder.LITTLE_ENDIAN);
        group.putLong(GroupLayout.HEADER_BYTES, lastTimestampNs);
        GroupLayout.seal(new CRC32C(), group, 0, nextSequence, 0, GroupLayout.OPENING_PAYLOAD_BYTES, segment.number());
        append(group, groupBytes);
    }

    void append(ByteBuffer group, int groupBytes) {
        DocumentContext document = appender.writingDocument();
        boolean complete = false;
        try {
            Bytes<?> bytes = document.wire().bytes();
            bytes.write(bytes.writePosition(), group, 0, groupBytes);
            bytes.writeSkip(groupBytes);
            complete = true;
        } finally {
            // Closing commits whatever was written, unless told otherwise.
            if (!complete) {
                document.rollbackOnClose();
            }
            document.close();
        }
        writtenBytes += groupBytes + Integer.BYTES;
    }

    Segment segment() {
        return segment;
    }

    long writtenBytes() {
        return writtenBytes;
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }
}
