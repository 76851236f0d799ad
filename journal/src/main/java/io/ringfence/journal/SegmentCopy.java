package io.ringfence.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The copy on the disk of one segment in memory. It follows the segment while that grows, under another name; once it is whole
 * it takes the segment's, and is what a segment on the disk would have been, to the byte.
 *
 * <p>What fails may be called again, and goes on from what is known to be on the device. One thread at a time.
 */
final class SegmentCopy implements AutoCloseable {
    private static final int PIECE_BYTES = 1 << 18;

    private final Segment source;
    private final Path directory;
    private final Path file;
    /** Held open, so that what is in memory can be read even where somebody has removed its name. */
    private final FileChannel from;

    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    private final ByteBuffer other = ByteBuffer.allocateDirect(PIECE_BYTES);
    private FileChannel to;
    /** On the device, but for Chronicle's index. Read by any thread. */
    private volatile long syncedBytes;
    /** Whether what can be read of the copy is on the device or on its way: not after a sync that failed. */
    private boolean isSound;

    private SegmentCopy(Segment source, FileChannel from, Path name) {
        this.source = source;
        this.from = from;
        directory = source.copy().directory();
        file = directory.resolve(name);
    }

    /** Of a segment that has its file; nothing is made yet. */
    static SegmentCopy of(Segment source) throws IOException {
        Path file = source.file();
        return new SegmentCopy(source, FileChannel.open(file, StandardOpenOption.READ), file.getFileName());
    }

    /** Bytes of the segment that are on the device. */
    long syncedBytes() {
        return syncedBytes;
    }

    /**
     * Makes the copy's file, where there is none.
     *
     * @param neededBytes what the whole copy takes
     * @throws NoSpaceException when there is no room for it
     */
    void begin(long neededBytes) throws IOException {
        if (to != null) {
            return;
        }
        // Asked first, as for every segment: a disk is not filled to the brim under everyone else.
        long freeBytes = ZeroFile.freeBytes(directory.getParent());
        long missingBytes = neededBytes - (Files.exists(file) ? Files.size(file) : 0);
        if (freeBytes < missingBytes) {
            throw new NoSpaceException(directory, missingBytes, freeBytes);
        }
        reserveName();
        to = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Synced.directory(directory);
    }

    /** Makes the directory of the copy: from here on the disk shows that there is a segment. */
    void reserveName() throws IOException {
        if (!Files.isDirectory(directory) && !Files.isDirectory(source.home())) {
            Files.createDirectory(directory);
            Synced.directory(directory.getParent());
        }
    }

    /** What the copy takes of a segment that nobody appends to any more. */
    long neededBytes() throws IOException {
        return wholeBytes() + SegmentFiles.METADATA_BYTES;
    }

    private long wholeBytes() throws IOException {
        return SegmentFiles.keptBytes(from, Long.MAX_VALUE);
    }

    /** Brings to the device what has come up to a position. */
    void advance(long position) throws IOException {
        if (position <= syncedBytes) {
            return;
        }
        for (long at = syncedBytes; at < position; at += PIECE_BYTES) {
            read(from, piece, at, (int) Math.min(PIECE_BYTES, position - at));
            write(piece, at);
        }
        sync();
        syncedBytes = position;
    }

    private void sync() throws IOException {
        isSound = false;
        to.force(false);
        isSound = true;
    }

    /** Makes the copy of a segment that nobody appends to any more whole, and gives it the segment's name. */
    void finish() throws IOException {
        if (!Files.isDirectory(source.home())) {
            copyRest();
            copyMetadata();
            Synced.directory(directory);
            // Whole on the device before it has the name: behind a segment under its name another may begin.
            Files.move(directory, source.home(), StandardCopyOption.ATOMIC_MOVE);
        }
        Synced.directory(source.home().getParent());
    }

    /** Chronicle goes on writing to its index, which stands before what was copied. So all is compared. */
    private void copyRest() throws IOException {
        long bytes = wholeBytes();
        for (long at = 0; at < bytes; at += PIECE_BYTES) {
            int length = (int) Math.min(PIECE_BYTES, bytes - at);
            read(from, piece, at, length);
            read(to, other, at, length);
            if (!isSound || !piece.equals(other)) {
                write(piece, at);
            }
        }
        to.truncate(bytes);
        sync();
    }

    private void copyMetadata() throws IOException {
        Path copy = directory.resolve(SegmentFiles.METADATA);
        try {
            Files.copy(source.directory().resolve(SegmentFiles.METADATA), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException removed) {
            // Chronicle's own, which nothing here reads.
            return;
        }
        Synced.file(copy);
    }

    private static void read(FileChannel channel, ByteBuffer into, long at, int length) throws IOException {
        into.clear().limit(length);
        while (into.hasRemaining() && channel.read(into, at + into.position()) > 0) {
            // A read may return less than there is; only the end of the file stops it.
        }
        into.flip();
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes, at + bytes.position());
        }
    }

    @Override
    public void close() throws IOException {
        from.close();
        if (to != null) {
            to.close();
        }
    }
}
