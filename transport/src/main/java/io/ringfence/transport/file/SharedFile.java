package io.ringfence.transport.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A small file that several processes change: the running host and the command line. Who changes it holds a lock beside it,
 * reads what is there, and replaces it whole; who only reads needs no lock, since a replaced file is a new one and never half
 * written. Not thread-safe.
 */
public final class SharedFile {
    private static final long LOCK_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOCK_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path file;
    private final int maxBytes;
    private Stamp seen;
    private boolean isForgotten;

    /** A file that is there, or will be. */
    public SharedFile(Path file, int maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** Whether it is another file than the one read or written last. One system call. */
    public boolean hasChanged() throws IOException {
        return isForgotten || !Objects.equals(seen, stamp());
    }

    /** What was read was of no use: it counts as changed until it is read again. */
    public void forget() {
        isForgotten = true;
    }

    /** Its bytes; absent where there is none. */
    public Optional<byte[]> read() throws IOException {
        // Taken first: what comes in between is read again, not missed.
        Stamp stamp = stamp();
        isForgotten = false;
        try {
            Optional<byte[]> bytes = stamp == null ? Optional.empty() : Optional.of(PrivateFile.read(file, maxBytes));
            seen = stamp;
            return bytes;
        } catch (NoSuchFileException removed) {
            seen = null;
            return Optional.empty();
        }
    }

    /** Replaces it; inside {@link #locked}. */
    public void replace(byte[] bytes) throws IOException {
        if (bytes.length > maxBytes) {
            throw new IOException(file + ": would be " + bytes.length + " bytes, expected at most " + maxBytes);
        }
        PrivateFile.replace(file, bytes);
        seen = stamp();
    }

    /** Something that is done while nobody else changes the file. */
    public interface Change<T> {
        /** Makes it. */
        T make() throws IOException;
    }

    /** Makes a change while this process holds the lock; waits for it for 5 s. */
    public <T> T locked(Change<T> change) throws IOException {
        PrivateFile.makeDirectory(file.toAbsolutePath().getParent());
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = PrivateFile.openLock(lockFile);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                throw new IOException(lockFile + ": another process has held it for 5 s");
            }
            return change.make();
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        long startNs = System.nanoTime();
        do {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(LOCK_RETRY_NS);
        } while (System.nanoTime() - startNs < LOCK_TIMEOUT_NS
                && !Thread.currentThread().isInterrupted());
        return null;
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private Stamp stamp() throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(found.fileKey(), found.size(), found.lastModifiedTime());
        } catch (NoSuchFileException absent) {
            return null;
        }
    }

    private record Stamp(Object fileKey, long sizeBytes, FileTime modified) {}
}
