package io.ringfence.journal;

import java.io.IOException;
import java.util.List;

/**
 * The rule for a segment that was in memory when the machine died, and of which the disk has the beginning: the journal ends
 * there. A segment behind it counts only where it begins with exactly the sequence expected there.
 */
final class Partial {
    /** Why a journal ends there. */
    static final String REASON = "it was in memory, and the disk has what was archived when the machine died";

    private Partial() {}

    /** Of a journal's segments those that can be read, a partial one last. */
    static List<Segment> reachable(List<Segment> segments) throws IOException {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).isPartial()) {
                return isContinued(segments, i) ? segments : segments.subList(0, i + 1);
            }
        }
        return segments;
    }

    private static boolean isContinued(List<Segment> segments, int partial) throws IOException {
        for (Segment behind : segments.subList(partial + 1, segments.size())) {
            long first = firstSequence(behind);
            if (first > 0) {
                return first == nextSequence(segments.get(partial));
            }
        }
        // None has begun, and how such are judged is the same for all.
        return true;
    }

    /** Sequence that a segment begins with, or 0 when its first group is not there or not sound. */
    private static long firstSequence(Segment segment) throws IOException {
        try (SegmentCursor cursor = new SegmentCursor(segment, new ReadWindow())) {
            return cursor.next() ? cursor.firstSequence() : 0;
        }
    }

    /** Sequence that comes behind a segment's last sound group, or 0 when it has none. */
    private static long nextSequence(Segment segment) throws IOException {
        long next = 0;
        try (SegmentCursor cursor = new SegmentCursor(segment, new ReadWindow())) {
            while (cursor.next()) {
                next = cursor.firstSequence() + cursor.count();
            }
        }
        return next;
    }
}
