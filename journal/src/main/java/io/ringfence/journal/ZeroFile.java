package io.ringfence.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files of zeros that own their blocks. A store into a mapped page without a block kills the process when the disk is full;
 * a write only fails. Blocks that were written once also sync faster than those merely promised, since nothing but the data
 * is left to write.
 */
final class ZeroFile {
    /**
     * Written at a time. The page cache keeps a file in the pieces it was written in, and a store makes a whole piece dirty:
     * in pieces of 1 MiB, each sync of a small group writes 1 MiB.
     */
    private static final int PIECE_BYTES = 1 << 14;

    /** Most that is on its way to the device at once, so that a group's sync does not queue behind a segment. */
    private static final int SYNC_INTERVAL_BYTES = 1 << 20;

    private ZeroFile() {}

    /**
     * Makes a file of {@code bytes} zeros, or none, at this pace.
     *
     * @throws NoSpaceException when the file system has no room for it
     */
    static void write(Path file, long bytes, Durability durability, Pace pace) throws IOException {
        long freeBytes = freeBytes(file.getParent());
        // Asked first, so that a disk is not filled to the brim under everyone else who writes to it.
        if (freeBytes < bytes) {
            throw new NoSpaceException(file, bytes, freeBytes);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel, bytes, durability, pace);
        } catch (IOException e) {
            freeBytes = freeBytes(file.getParent());
            long missingBytes = bytes - (Files.exists(file) ? Files.size(file) : 0);
            Files.deleteIfExists(file);
            if (freeBytes < missingBytes) {
                NoSpaceException noSpace = new NoSpaceException(file, bytes, freeBytes(file.getParent()));
                noSpace.initCause(e);
                throw noSpace;
            }
            throw e;
        }
    }

    private static void write(FileChannel channel, long bytes, Durability durability, Pace pace) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE_BYTES);
        long syncedBytes = 0;
        for (long at = 0; at < bytes; ) {
            zeros.position(0).limit((int) Math.min(PIECE_BYTES, bytes - at));
            int written = channel.write(zeros, at);
            at += written;
            pace.done(written);
            if (durability == Durability.POWER && at - syncedBytes >= SYNC_INTERVAL_BYTES) {
                channel.force(false);
                syncedBytes = at;
            }
        }
        if (durability == Durability.POWER) {
            channel.force(true);
        }
    }

    /** What this process may still take of the file system that holds a directory. */
    static long freeBytes(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }
}
