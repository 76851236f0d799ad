package io.ringfence.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a segment: made with blocks for everything that will ever be stored in them, before Chronicle maps them, and
 * cut to what was stored when they are full.
 *
 * <pre>
 *   20260105F.cq4
 *   0              segment-bytes + INDEX_BYTES           a whole number of blocks, and a quarter of one
 *   +--------------------------------------+- - - - - - - - - - - - - - - - - +
 *   | zeros                                | no blocks: mapped, never stored to |
 *   +--------------------------------------+- - - - - - - - - - - - - - - - - +
 * </pre>
 *
 * Chronicle maps {@code block-bytes} and a quarter more at a time, and makes a file longer that is shorter than that. It finds
 * zeros where it expects a new file's, and takes the files as its own.
 */
final class SegmentFiles {
    /**
     * Chronicle's header, its index of index pages, the first page, and one page more that may come with the last group. They
     * are 33 KiB each; a page takes 2<sup>20</sup> groups, of which each is larger than its place in the index.
     */
    static final long INDEX_BYTES = 1 << 18;

    /** More than an index page, whose end is zeros and must stay with its beginning. */
    private static final int INDEX_PAGE_BYTES = 1 << 16;

    /** Two pages of 64 KiB, as Chronicle maps its table. */
    private static final long METADATA_BYTES = 1 << 17;

    private static final String METADATA = "metadata.cq4t";
    private static final int ALIGN_BYTES = 1 << 12;
    private static final int SCAN_BYTES = 1 << 16;

    private SegmentFiles() {}

    /** Blocks that one segment takes, in bytes. */
    static long blockedBytes(JournalConfig config) {
        return queueBlockedBytes(config) + METADATA_BYTES;
    }

    private static long queueBlockedBytes(JournalConfig config) {
        return align(config.segmentBytes() + INDEX_BYTES);
    }

    private static long align(long bytes) {
        return bytes + ALIGN_BYTES - 1 & -ALIGN_BYTES;
    }

    /** The file's length, from which on Chronicle need not make it longer. */
    private static long queueFileBytes(JournalConfig config) {
        long blockBytes = config.blockBytes();
        long blocks = (queueBlockedBytes(config) + blockBytes - 1) / blockBytes;
        return blocks * blockBytes + blockBytes / 4;
    }

    /**
     * Makes the directory and its files, or nothing.
     *
     * @param queueFile what will be the queue's file
     * @param pace at which that is written
     * @throws NoSpaceException when the file system has no room for them
     */
    static void make(JournalConfig config, Segment segment, Path queueFile, Pace pace) throws IOException {
        long freeBytes = ZeroFile.freeBytes(config.directory());
        if (freeBytes < blockedBytes(config)) {
            throw new NoSpaceException(segment.directory(), blockedBytes(config), freeBytes);
        }
        Files.createDirectory(segment.directory());
        try {
            ZeroFile.write(segment.directory().resolve(METADATA), METADATA_BYTES, config.durability(), Pace.atOnce());
            ZeroFile.write(queueFile, queueBlockedBytes(config), config.durability(), pace);
            try (RandomAccessFile file = new RandomAccessFile(queueFile.toFile(), "rw")) {
                file.setLength(queueFileBytes(config));
            }
        } catch (IOException | RuntimeException e) {
            delete(segment);
            throw e;
        }
    }

    /** Refuses a segment in which Chronicle did otherwise than this class expects. */
    static void check(JournalConfig config, Segment segment, Path queueFile) throws IOException {
        Path metadata = segment.directory().resolve(METADATA);
        if (!queueFile.equals(segment.file())
                || Files.size(queueFile) != queueFileBytes(config)
                || Files.size(metadata) != METADATA_BYTES) {
            throw new IllegalStateException(segment.directory() + ": Chronicle did not keep to the files it was given: "
                    + segment.file() + " has " + Files.size(queueFile) + " bytes of " + queueFileBytes(config)
                    + ", its table " + Files.size(metadata) + " of " + METADATA_BYTES);
        }
    }

    /** Brings a segment's files to the device, with their names. */
    static void sync(Segment segment) throws IOException {
        try (Stream<Path> files = Files.list(segment.directory())) {
            for (Path file : files.toList()) {
                Synced.file(file);
            }
        }
        Synced.directory(segment.directory());
        Synced.directory(segment.directory().getParent());
    }

    /** Gives back what a host that died took and never stored to. */
    static void cut(Segment segment) throws IOException {
        Path file = segment.file();
        if (file != null) {
            cut(file, Files.size(file));
        } else {
            // It died while it made it.
            delete(segment);
        }
    }

    /** Gives back the blocks behind what was stored, which ends before {@code limit}. */
    static void cut(Path file, long limit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long contentBytes = contentBytes(channel, Math.min(limit, channel.size()));
            channel.truncate(align(contentBytes + INDEX_PAGE_BYTES));
        }
    }

    /** Up to the last byte that is not zero. */
    private static long contentBytes(FileChannel channel, long limit) throws IOException {
        // On the heap: a direct one would stay until the collector runs, which on a host without garbage is hours.
        ByteBuffer piece = ByteBuffer.allocate(SCAN_BYTES);
        for (long start = (limit - 1) / SCAN_BYTES * SCAN_BYTES; start >= 0 && limit > 0; start -= SCAN_BYTES) {
            piece.position(0).limit((int) Math.min(SCAN_BYTES, limit - start));
            while (piece.hasRemaining() && channel.read(piece, start + piece.position()) > 0) {
                // A read may return less than there is; only the end of the file stops it.
            }
            int end = piece.position();
            while (end >= Long.BYTES && piece.getLong(end - Long.BYTES) == 0) {
                end -= Long.BYTES;
            }
            while (end > 0 && piece.get(end - 1) == 0) {
                end--;
            }
            if (end > 0) {
                return start + end;
            }
        }
        return 0;
    }

    /** Removes a segment that holds nothing. */
    static void delete(Segment segment) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(segment.directory())) {
            files = entries.toList();
        } catch (NoSuchFileException gone) {
            return;
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(segment.directory());
    }
}
