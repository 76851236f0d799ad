package io.ringfence.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * What hosts that died have left of a journal, put in order after it was recovered and before the next one goes on: segments in
 * memory are taken home, blocks that were never stored to are given back. Whatever of it is done when this host dies as well,
 * the journal reads the same.
 */
final class Leftovers {
    /** The one that a host appends to, the full one before, which may be closing, and the one made ahead. */
    private static final int UNCUT_SEGMENTS = 3;

    private static final String LOST = "lost-";

    private final JournalConfig config;
    private final DiskReserve reserve;

    Leftovers(JournalConfig config, DiskReserve reserve) {
        this.config = config;
        this.reserve = reserve;
    }

    /**
     * Leaves all segments in their homes. What a host appended and did not sync, and was recovered from the page cache all the
     * same, is brought to the device before anything is built upon it.
     *
     * @throws IOException when there is no room on the disk for what is in memory, and stays there
     */
    void settle() throws IOException {
        endAtPartial();
        takeHome();
        List<Segment> segments = Segment.list(config.directory());
        for (Segment left : segments.subList(Math.max(0, segments.size() - UNCUT_SEGMENTS), segments.size())) {
            SegmentFiles.cut(left);
        }
        if (config.durability() == Durability.POWER) {
            for (Segment segment : Segment.list(config.directory())) {
                SegmentFiles.sync(segment);
            }
        }
    }

    /** The machine took a segment in memory and left the beginning of its copy: from here on that is the segment. */
    private void endAtPartial() throws IOException {
        List<Segment> segments = Segment.list(config.directory());
        List<Segment> reachable = Partial.reachable(segments);
        setAside(segments.subList(reachable.size(), segments.size()));
        for (Segment segment : reachable) {
            if (segment.isPartial()) {
                promote(segment);
            }
        }
        Synced.directory(config.directory());
    }

    /**
     * What was appended on the disk behind a segment in memory, when memory had no room for more, and now lacks what came before
     * it. It is kept for a person, under a name that no reader knows.
     */
    private void setAside(List<Segment> unreachable) throws IOException {
        for (Segment segment : unreachable) {
            String name = String.format("%s%08d-%d", LOST, segment.number(), System.currentTimeMillis());
            Files.move(segment.directory(), config.directory().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Cut behind its last sound group, since what may stand there was never judged. */
    private static void promote(Segment partial) throws IOException {
        boolean hasGroups = false;
        try (SegmentCursor cursor = new SegmentCursor(partial, new ReadWindow())) {
            while (cursor.next()) {
                hasGroups = true;
            }
            if (hasGroups) {
                try (FileChannel file = FileChannel.open(cursor.file(), StandardOpenOption.WRITE)) {
                    file.truncate(cursor.stopPosition());
                    file.force(true);
                }
            }
        }
        if (hasGroups) {
            Files.move(partial.directory(), partial.home(), StandardCopyOption.ATOMIC_MOVE);
        } else {
            SegmentFiles.delete(partial);
        }
    }

    /** Takes home what a host that was killed has left in memory. */
    private void takeHome() throws IOException {
        Optional<Path> memory = MemoryPlace.of(config.directory());
        if (memory.isPresent()) {
            for (int number : Segment.numbers(memory.get())) {
                takeHome(Segment.of(config.directory(), number).in(memory.get()));
            }
        }
        MemoryPlace.remove(config.directory());
    }

    private void takeHome(Segment inMemory) throws IOException {
        Path file = inMemory.file();
        if (file != null && Files.isDirectory(inMemory.home())) {
            checkSame(file, Segment.of(config.directory(), inMemory.number()).file());
        } else if (file != null) {
            try (SegmentCopy copy = SegmentCopy.of(inMemory)) {
                begin(copy);
                copy.finish();
            }
        }
        SegmentFiles.delete(inMemory);
    }

    /** A home that is there was made from what is in memory; else two histories have met, and a person has to choose. */
    private static void checkSame(Path inMemory, Path home) throws IOException {
        long differs = inMemory.equals(home) ? -1 : Files.mismatch(inMemory, home);
        if (differs >= 0 && differs < Files.size(home)) {
            throw new IOException(inMemory + " differs from " + home + " at byte " + differs
                    + ", of which it should be what is left: keep a copy of both, and remove the directory in memory");
        }
    }

    /** Gives up the reserve rather than not to start. */
    private void begin(SegmentCopy copy) throws IOException {
        try {
            copy.begin(copy.neededBytes());
        } catch (NoSpaceException noRoom) {
            if (!reserve.release()) {
                throw new IOException(
                        "no space left on device for what the journal has in memory: " + noRoom.getMessage()
                                + "; free some before this machine is restarted",
                        noRoom);
            }
            copy.begin(copy.neededBytes());
        }
    }
}
