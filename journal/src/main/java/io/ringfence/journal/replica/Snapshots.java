package io.ringfence.journal.replica;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The snapshots of a journal, in its directory {@code snapshots}: {@code snapshot-SEQUENCE}, the sequence in 19 digits. One
 * is written under another name, synced and renamed, so that under this name it is whole. One thread at a time writes.
 */
public final class Snapshots {
    private static final String PREFIX = "snapshot-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d{19}");
    private static final String UNFINISHED = "unfinished-";
    private static final String ASIDE = "aside-";

    private final Path directory;
    private final String build;

    /**
     * Those of a journal.
     *
     * @param journal the journal's directory
     * @param build version of this program, for those that are written
     */
    public Snapshots(Path journal, String build) {
        this.directory = journal.resolve("snapshots");
        this.build = build;
    }

    /** Their files, newest first. */
    public List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, PREFIX + "*")) {
                for (Path entry : entries) {
                    if (NAME.matcher(entry.getFileName().toString()).matches()) {
                        files.add(entry);
                    }
                }
            }
        }
        files.sort(Comparator.comparing(Path::getFileName).reversed());
        return files;
    }

    /**
     * Writes one of where a replica stands, in place of any of that sequence, which may be damaged.
     *
     * @param keep how many to keep, this one counted; older ones are deleted once it is there
     */
    public SnapshotInfo write(Replica replica, int keep) throws IOException {
        StateImage state = new StateImage();
        replica.logic().writeTo(state);
        String name = PREFIX + String.format("%019d", replica.sequence());
        Path file = directory.resolve(name);
        SnapshotInfo info = info(directory.resolve(UNFINISHED + name), replica, state);
        Files.createDirectories(directory);
        deleteUnfinished();
        SnapshotFile.write(info, state);
        Files.move(info.file(), file, StandardCopyOption.ATOMIC_MOVE);
        sync(directory);
        List<SnapshotInfo> readable = readable();
        if (readable.size() >= keep) {
            deleteBefore(readable.get(keep - 1).file());
        }
        return SnapshotFile.info(file);
    }

    /** Those whose headers can be read, newest first. */
    List<SnapshotInfo> readable() throws IOException {
        List<SnapshotInfo> readable = new ArrayList<>();
        for (Path file : files()) {
            try {
                readable.add(SnapshotFile.info(file));
            } catch (SnapshotException damaged) {
                // Counts for nothing, and goes with the older ones.
                continue;
            }
        }
        return readable;
    }

    private void deleteBefore(Path oldest) throws IOException {
        List<Path> files = files();
        for (Path older : files.subList(files.indexOf(oldest) + 1, files.size())) {
            Files.delete(older);
        }
    }

    /**
     * Takes the snapshots behind a sequence out of use, under another name. The events that lead to them were lost; a host
     * that goes on from here gives their sequences to others, and then they would seem to fit.
     *
     * @param lastSequence of the journal
     * @return where they are now
     */
    public List<Path> setAside(long lastSequence) throws IOException {
        List<Path> aside = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (Long.parseLong(name.substring(PREFIX.length())) > lastSequence) {
                Path to = directory.resolve(ASIDE + name);
                Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
                aside.add(to);
            }
        }
        if (!aside.isEmpty()) {
            sync(directory);
        }
        return aside;
    }

    private SnapshotInfo info(Path file, Replica replica, StateImage state) {
        return new SnapshotInfo(
                file,
                replica.sequence(),
                replica.timestampNs(),
                replica.keptOutputs(),
                MessageHeaderDecoder.SCHEMA_VERSION,
                StateFormat.VERSION,
                build,
                state.hash(),
                state.bytes().remaining());
    }

    /** What a host left that died while it wrote one. */
    private void deleteUnfinished() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, UNFINISHED + "*")) {
            for (Path entry : entries) {
                Files.delete(entry);
            }
        }
    }

    /** A name in a directory is on the disk once the directory is. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Reads what a snapshot says of itself.
     *
     * @throws SnapshotException when it is damaged or of a newer build
     */
    public static SnapshotInfo info(Path file) throws IOException {
        return SnapshotFile.info(file);
    }

    /** The oldest one that is not damaged. */
    public Optional<SnapshotInfo> oldest() throws IOException {
        List<Path> files = files();
        for (int i = files.size() - 1; i >= 0; i--) {
            try {
                return Optional.of(info(files.get(i)));
            } catch (SnapshotException damaged) {
                continue;
            }
        }
        return Optional.empty();
    }

    /**
     * Makes a replica that stands where a snapshot was taken. What was read is written again and compared, so that a
     * plug-in which reads other than it writes is found out here.
     *
     * @throws SnapshotException when the snapshot is damaged, or does not fit this host
     */
    public static Replica restore(SnapshotInfo info, ReplicaFactory kind) throws IOException {
        StateImage state = SnapshotFile.state(info);
        Replica replica;
        boolean isSame;
        try {
            replica = kind.restore(state, info.stateVersion());
            isSame = info.stateVersion() != StateFormat.VERSION
                    || replica.logic().stateHash().equals(info.stateHash());
        } catch (StateFormatException unreadable) {
            throw new SnapshotException(info.file(), unreadable.getMessage());
        }
        if (!isSame) {
            throw new SnapshotException(info.file(), "it does not read back to the same state");
        }
        replica.standAt(info.sequence(), info.timestampNs(), info.keptOutputs());
        return replica;
    }
}
