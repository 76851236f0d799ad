package io.ringfence.journal;

import io.ringfence.journal.SegmentCursor.Remainder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Goes through a journal segment by segment and tells a torn end from damage.
 *
 * <p>A segment ends at the first thing that is no sound group. That is right when the next segment that has begun begins
 * with exactly the sequence expected there, since then a start of the host has judged it before; or when none has begun
 * and nothing sound was committed behind it, since then it is what the last host was writing. All else is damage.
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
    /** A later segment with a sound beginning, or 0. */
    private int follower;

    private long followerSequence;
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
            totalBytes += segment.fileBytes();
        }
        expected = index == 0 && !segments.isEmpty() && segments.get(0).number() == 1 ? 1 : 0;
        while (index < segments.size() && !enough) {
            index = walkSegment(index);
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
            while (true) {
                while (cursor.next()) {
                    take(cursor);
                    if (enough) {
                        return index;
                    }
                }
                // A host fills one segment before it begins the next, and documents in order. So whenever something is
                // seen behind this place, the place is looked at once more before it is judged.
                findFollower(index);
                if (cursor.peek()) {
                    continue;
                }
                if (follower > 0 && followerSequence == expected) {
                    return leave(cursor, follower);
                }
                Remainder remainder = cursor.remainder();
                if (cursor.peek()) {
                    continue;
                }
                if (remainder.groupPosition() >= 0) {
                    damage(cursor, "a committed group stands at byte " + remainder.groupPosition());
                    cursor.resumeAt(remainder.groupPosition());
                    continue;
                }
                int skipped = skipped(index);
                if (skipped > 0) {
                    return leave(cursor, skipped);
                }
                if (follower > 0) {
                    damage(
                            cursor,
                            segments.get(follower).directory().getFileName() + " begins with sequence "
                                    + followerSequence);
                    return leave(cursor, follower);
                }
                int next = end(index, cursor, remainder);
                if (next != index) {
                    return leave(cursor, next);
                }
            }
        }
    }

    private int leave(SegmentCursor cursor, int next) throws IOException {
        doneBytes += cursor.fileBytes();
        return next;
    }

    private void damage(SegmentCursor cursor, String evidence) {
        visitor.onDamage(
                new Finding(cursor.file(), cursor.stopPosition(), expected, cursor.stopReason() + ", yet " + evidence));
        expected = 0;
    }

    /** Finds the next segment that has begun, among those there are by now. */
    private void findFollower(int index) throws IOException {
        segments = Segment.list(directory);
        follower = 0;
        for (int later = index + 1; later < segments.size() && follower == 0; later++) {
            followerSequence = firstSequence(segments.get(later));
            follower = followerSequence > 0 ? later : 0;
        }
    }

    /**
     * A segment between this one and its follower that has committed groups behind a beginning that is not sound: what is
     * wrong is in that one, and is named there. 0 when there is none.
     */
    private int skipped(int index) throws IOException {
        for (int later = index + 1; later < follower; later++) {
            try (SegmentCursor unbegun = new SegmentCursor(segments.get(later), peekWindow)) {
                // One that has begun since it was looked at is no damage at all.
                if (unbegun.peek() || unbegun.remainder().groupPosition() >= 0) {
                    return later;
                }
            }
        }
        return 0;
    }

    /**
     * No segment has begun behind this one. Returns the index of one that has committed groups all the same; this one's
     * when a host is just beginning it; else none's, at the end of the journal.
     */
    private int end(int index, SegmentCursor cursor, Remainder remainder) throws IOException {
        Cut cut = cut(cursor, remainder);
        for (int later = index + 1; later < segments.size(); later++) {
            try (SegmentCursor unbegun = new SegmentCursor(segments.get(later), peekWindow)) {
                Remainder content = unbegun.peek() ? null : unbegun.remainder();
                if (content == null || unbegun.peek()) {
                    return index;
                }
                if (content.groupPosition() >= 0) {
                    return later;
                }
                cut = cut.bytes() > 0 ? cut : cut(unbegun, content);
            }
        }
        if (cut.bytes() > 0) {
            visitor.onCut(cut);
        }
        return segments.size();
    }

    private Cut cut(SegmentCursor cursor, Remainder remainder) {
        return new Cut(cursor.file(), cursor.stopPosition(), expected, remainder.contentBytes(), cursor.stopReason());
    }

    private void take(SegmentCursor cursor) throws IOException {
        long first = cursor.firstSequence();
        if (expected != 0 && first != expected) {
            visitor.onDamage(new Finding(
                    cursor.file(),
                    cursor.groupPosition(),
                    expected,
                    "a group that begins with sequence " + first + " stands here"));
        }
        expected = first + cursor.count();
        enough = !visitor.onGroup(cursor);
        long done = doneBytes + cursor.groupPosition();
        if (done - shownBytes >= ReadProgress.INTERVAL_BYTES) {
            shownBytes = done;
            progress.onProgress(Math.min(done, totalBytes), totalBytes);
        }
    }
}
