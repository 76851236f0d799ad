package io.ringfence.transport.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Files that only their owner may read, written whole or not at all whenever the process or the machine dies. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");

    private PrivateFile() {}

    /** Makes a directory that only its owner may enter; one that is there stays as it is. */
    public static void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, mode(directory.toAbsolutePath(), DIRECTORY_MODE));
        }
    }

    /** Makes a file that is not there; one that is, perhaps since a moment ago by another process, stays. */
    public static void create(Path file, byte[] bytes) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        makeDirectory(directory);
        Path aside = directory.resolve(file.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            writeSynced(aside, bytes);
            // Unlike a rename, a link never replaces.
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException another) {
            return;
        } finally {
            Files.deleteIfExists(aside);
        }
        syncDirectory(directory);
    }

    /** Replaces a file, or makes it. One writer at a time; what a killed one left aside is overwritten. */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path aside = directory.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        writeSynced(aside, bytes);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(directory);
    }

    /** Opens a file to hold a lock on, which stays there for ever. */
    static FileChannel openLock(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), mode(file, FILE_MODE));
    }

    /** Reads all of it. */
    public static byte[] read(Path file, int maxBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > maxBytes) {
                throw new IOException(file + ": " + size + " bytes, expected at most " + maxBytes);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes) < 0) {
                    throw new EOFException(file + ": shorter than it was");
                }
            }
            return bytes.array();
        }
    }

    /** The mode of a file that others could read, or its group write; null where that is not so, or not known. */
    public static String looseMode(Path file) throws IOException {
        if (!isPosix(file)) {
            return null;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        boolean isLoose = mode.contains(PosixFilePermission.OTHERS_READ)
                || mode.contains(PosixFilePermission.OTHERS_WRITE)
                || mode.contains(PosixFilePermission.GROUP_WRITE);
        return isLoose ? PosixFilePermissions.toString(mode) : null;
    }

    private static void writeSynced(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(file, FILE_MODE))) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** Until a directory is synced, a power failure may undo the rename in it. */
    private static void syncDirectory(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] mode(Path place, Set<PosixFilePermission> mode) {
        return isPosix(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
