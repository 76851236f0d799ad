package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes segments in memory, where no file system's write-back meets the thread that appends to them; on the disk where memory has
 * no room for one. An {@link Archiver} takes those in memory to the disk.
 */
final class MemorySegments implements SegmentSupply.Maker {
    private final JournalConfig config;
    private final Path memory;
    private final Archiver archiver;
    private final DiskSpaceListener listener;
    private long madeOnDisk;

    MemorySegments(JournalConfig config, Path memory, Archiver archiver, DiskSpaceListener listener) {
        this.config = config;
        this.memory = memory;
        this.archiver = archiver;
        this.listener = listener;
    }

    @Override
    public SegmentAppender make(int number, Pace pace) throws IOException {
        Segment segment = Segment.of(config.directory(), number);
        String reason;
        if (archiver.hasRoom()) {
            try {
                return makeInMemory(segment, pace);
            } catch (IOException e) {
                reason = e.getMessage();
            }
        } else {
            reason = "those that are not yet on the disk take all of journal.memory-max-bytes";
        }
        archiver.showAll();
        SegmentAppender made = SegmentAppender.create(config, segment, pace);
        madeOnDisk++;
        listener.onMemory("the journal's segment " + number + " is not made in memory, the " + madeOnDisk
                + ". since the start: " + reason);
        return made;
    }

    private SegmentAppender makeInMemory(Segment segment, Pace pace) throws IOException {
        SegmentAppender made = SegmentAppender.create(config, segment.in(memory), pace);
        try {
            archiver.add(made);
        } catch (IOException | RuntimeException e) {
            made.close();
            SegmentFiles.delete(made.segment());
            throw e;
        }
        return made;
    }

    @Override
    public void start(DiskWatch disk) {
        archiver.start(disk);
    }

    @Override
    public void retired(SegmentAppender closed) {
        archiver.retire(closed);
    }

    @Override
    public void discard(SegmentAppender unused) throws IOException {
        archiver.discard(unused);
    }

    @Override
    public boolean isWaitingForRoom() {
        return archiver.isFailing();
    }

    @Override
    public void close() throws IOException {
        archiver.close();
        MemoryPlace.remove(config.directory());
    }
}
