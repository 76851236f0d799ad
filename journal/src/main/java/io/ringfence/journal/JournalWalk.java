package io.ringfence.journal;

import io.ringfence.journal.SegmentCursor.Remainder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Goes through a journal segment by segment and tells a torn end from damage.
 *
 * <p>A segment ends at the first thing that is no sound group. That is right when the next segment begins with exactly
 * the sequence expected there, since then a start of the host has judged it before; or when nothing sound was ever
 * committed behind it, since then it is what the last host was writing. All else is damage. Both judgements look again at
 * the place in question after they looked elsewhere, because a host may be appending meanwhile.
 */
final class JournalWalk {
    private final Path directory;
    private final JournalVisitor visitor;
    private final ReadProgress progress;
    private final ReadWindow window = new ReadWindow();
    private final ReadWindow peekWindow = new ReadWindow();
    private List<Segment> segments = List.of();
    /** Sequence that comes next; 0 when the journal's first groups are gone and any may. */
    private long expected;
    /** Where the sequence that comes next was not found; null while groups follow each other. */
    private Cut stop;

    private boolean enough;
    private long doneBytes;
    private long shownBytes;
    private long totalBytes;

    JournalWalk(Path directory, JournalVisitor visitor, ReadProgress progress) {
        this.directory = directory;
        this.visitor = visitor;
        this.progress = progress;
    }

    /** Walks from the segment that holds {@code from}, or from the oldest. */
    void run(long from) throws IOException {
        segments = Segment.list(directory);
        int index = startIndex(from);
        for (Segment segment : segments.subList(index, segments.size())) {
            Path file = segment.file();
            totalBytes += file == null ? 0 : Files.size(file);
        }
        expected = index == 0 && !segments.isEmpty() && segments.get(0).number() == 1 ? 1 : 0;
        while (index < segments.size() && !enough) {
            index = walkSegment(index);
        }
        if (stop != null && stop.bytes() > 0) {
            visitor.onCut(stop);
        }
        progress.onProgress(totalBytes, totalBytes);
    }

    private int startIndex(long from) throws IOException {
        for (int index = from > 1 ? segments.size() - 1 : 0; index > 0; index--) {
            long first = firstSequence(segments.get(index));
            if (first > 0 && first <= from) {
                return index;
            }
        }
        return 0;
    }

    /** Sequence that a segment begins with, or 0 when its first group is not there or not sound. */
    private long firstSequence(Segment segment) throws IOException {
        try (SegmentCursor cursor = new SegmentCursor(segment, peekWindow)) {
            return cursor.next() ? cursor.firstSequence() : 0;
        }
    }

    /** Returns the index of the segment to go on with. */
    private int walkSegment(int index) throws IOException {
        try (SegmentCursor cursor = new SegmentCursor(segments.get(index), window)) {
            boolean ready = cursor.next();
            while (true) {
                while (ready) {
                    take(cursor);
                    if (enough) {
                        return index;
                    }
                    ready = cursor.next();
                }
                int successor = successor(index);
                ready = cursor.next();
                if (!ready && successor > 0) {
                    doneBytes += cursor.fileBytes();
                    return successor;
                }
                Remainder remainder = ready ? null : cursor.remainder();
                ready = ready || cursor.next();
                if (!ready && remainder.groupPosition() < 0) {
                    rememberStop(cursor, remainder);
                    doneBytes += cursor.fileBytes();
                    return index + 1;
                }
                if (!ready) {
                    visitor.onDamage(new Finding(
                            cursor.file(),
                            cursor.stopPosition(),
                            expected,
                            cursor.stopReason() + ", yet a committed group stands at byte "
                                    + remainder.groupPosition()));
                    expected = 0;
                    cursor.resumeAt(remainder.groupPosition());
                    ready = cursor.next();
                }
            }
        }
    }

    /** Index of a later segment that begins with the expected sequence, or 0. Sees segments begun meanwhile. */
    private int successor(int index) throws IOException {
        segments = Segment.list(directory);
        for (int later = index + 1; later < segments.size(); later++) {
            long first = firstSequence(segments.get(later));
            if (first > 0) {
                return first == expected ? later : 0;
            }
        }
        return 0;
    }

    private void rememberStop(SegmentCursor cursor, Remainder remainder) {
        if (stop == null || remainder.contentBytes() > 0 && stop.bytes() == 0) {
            stop = new Cut(
                    cursor.file(), cursor.stopPosition(), expected, remainder.contentBytes(), cursor.stopReason());
        }
    }

    private void take(SegmentCursor cursor) throws IOException {
        long first = cursor.firstSequence();
        if (expected != 0 && first != expected) {
            visitor.onDamage(
                    stop == null
                            ? new Finding(
                                    cursor.file(),
                                    cursor.groupPosition(),
                                    expected,
                                    "a group that begins with sequence " + first + " stands here")
                            : new Finding(
                                    stop.file(),
                                    stop.position(),
                                    expected,
                                    stop.reason() + ", yet "
                                            + cursor.segment().directory().getFileName() + " begins with sequence "
                                            + first));
        }
        stop = null;
        expected = first + cursor.count();
        enough = !visitor.onGroup(cursor);
        long done = doneBytes + cursor.groupPosition();
        if (done - shownBytes >= ReadProgress.INTERVAL_BYTES) {
            shownBytes = done;
            progress.onProgress(Math.min(done, totalBytes), totalBytes);
        }
    }
}
