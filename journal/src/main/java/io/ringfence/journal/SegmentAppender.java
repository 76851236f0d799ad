package io.ringfence.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.PrecreatedFiles;
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
    private final Path file;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    /** By which groups are synced; null where they are not. */
    private FileChannel device;

    private long startPosition;
    private long endPosition;
    private boolean failed;

    private SegmentAppender(JournalConfig config, Segment segment, Path file, long createdMs) {
        this.segment = segment;
        this.file = file;
        queue = SingleChronicleQueueBuilder.binary(segment.directory())
                .rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(() -> createdMs)
                .blockSize(config.blockBytes())
                .timeoutMS(LOCK_TIMEOUT_MS)
                .build();
        try {
            appender = queue.createAppender();
            // Made by another thread than the one that runs the journal stage.
            appender.singleThreadedCheckDisabled(true);
        } catch (RuntimeException | Error e) {
            queue.close();
            throw e;
        }
    }

    /**
     * Makes a segment, or nothing: its files have all their blocks, and are on the device where groups are to be.
     *
     * @param pace at which that is done
     * @throws NoSpaceException when the file system has no room for it
     */
    static SegmentAppender create(JournalConfig config, Segment segment, Pace pace) throws IOException {
        long createdMs = System.currentTimeMillis();
        Path file = segment.directory().resolve(fileName(createdMs));
        // Chronicle gives a file of this name, where it finds one, the queue's name.
        pace.begin(SegmentFiles.blockedBytes(config));
        SegmentFiles.make(
                config, segment, PrecreatedFiles.preCreatedFile(file.toFile()).toPath(), pace);
        SegmentAppender made = null;
        try {
            made = new SegmentAppender(config, segment, file, createdMs);
            made.writeNumber();
            SegmentFiles.check(config, segment, file);
            if (config.durability() == Durability.POWER) {
                SegmentFiles.sync(segment);
                made.device = FileChannel.open(file, StandardOpenOption.WRITE);
            }
            return made;
        } catch (IOException | RuntimeException | Error e) {
            if (made != null) {
                made.release();
            }
            SegmentFiles.delete(segment);
            throw e;
        }
    }

    /** The name that Chronicle gives the file of a time. */
    private static String fileName(long epochMs) {
        return DateTimeFormatter.ofPattern(RollCycles.FAST_DAILY.format())
                        .format(Instant.ofEpochMilli(epochMs).atOffset(ZoneOffset.UTC))
                + ".cq4";
    }

    /** Has Chronicle write its header, by a document of its metadata that every reader passes over. */
    private void writeNumber() {
        try (DocumentContext document = appender.writingDocument(true)) {
            Bytes<?> bytes = document.wire().bytes();
            bytes.writeLong(segment.number());
            startPosition = bytes.writePosition();
        }
        endPosition = startPosition;
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
            endPosition = bytes.writePosition();
            complete = true;
        } finally {
            // Closing commits whatever was written, unless told otherwise.
            if (!complete) {
                failed = true;
                document.rollbackOnClose();
            }
            document.close();
        }
    }

    /**
     * Returns when all that was appended is on the device, where it is to be. Chronicle's own {@code sync()} does nothing in
     * its default mode, in the others passes over what an earlier block of the mapping holds, and only logs a failure.
     *
     * @return whether it is to be there
     */
    boolean sync() {
        if (device == null) {
            return false;
        }
        try {
            device.force(false);
        } catch (IOException e) {
            failed = true;
            throw new UncheckedIOException("cannot sync " + file + " to the device: " + e.getMessage(), e);
        }
        return true;
    }

    Segment segment() {
        return segment;
    }

    /** Bytes that the groups take in the file, with Chronicle's words and index pages between them. */
    long writtenBytes() {
        return endPosition - startPosition;
    }

    private void release() throws IOException {
        appender.close();
        queue.close();
        // Nothing may map what is cut off or removed next.
        BackgroundResourceReleaser.releasePendingResources();
        if (device != null) {
            device.close();
        }
    }

    /** Closes, and gives back the blocks that were not needed. */
    @Override
    public void close() throws IOException {
        release();
        if (!failed) {
            // An index page may stand behind the last group.
            SegmentFiles.cut(file, endPosition + SegmentFiles.INDEX_BYTES);
        }
    }
}
