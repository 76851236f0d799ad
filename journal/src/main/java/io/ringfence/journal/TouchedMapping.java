package io.ringfence.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ReferenceOwner;

/**
 * Keeps the whole of a queue's file in memory mapped, and has stored to each of its pages once, so that the thread that appends
 * neither maps a piece of it nor waits for a page. Of a file on the disk that would not last: its pages are protected again with
 * each write-back.
 */
final class TouchedMapping implements AutoCloseable {
    private static final int PAGE_BYTES = 1 << 12;
    /** Touched between two looks at the pace. */
    private static final int PACE_BYTES = 1 << 14;

    private final ReferenceOwner owner = ReferenceOwner.temporary("journal");
    private final List<MappedBytesStore> pieces = new ArrayList<>();

    /**
     * Maps and touches.
     *
     * @param file as the appender has it, which finds the same pieces mapped
     * @param bytes of it that have blocks
     * @param pace at which pages are touched
     */
    TouchedMapping(MappedFile file, long bytes, Pace pace) throws IOException {
        for (long start = 0; start < bytes; start += file.chunkSize()) {
            MappedBytesStore piece = file.acquireByteStore(owner, start);
            pieces.add(piece);
            // Each also maps the beginning of the next, by pages of its own.
            long end = Math.min(bytes, start + file.chunkSize() + file.overlapSize());
            for (long at = start; at < end; at += PAGE_BYTES) {
                // Stores what is there.
                piece.compareAndSwapInt(at, 0, 0);
                if ((at & PACE_BYTES - 1) == 0) {
                    pace.done(PACE_BYTES);
                }
            }
        }
    }

    @Override
    public void close() {
        pieces.forEach(piece -> piece.release(owner));
        pieces.clear();
    }
}
