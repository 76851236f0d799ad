package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Follows a journal that a host is appending to, from one sequence on, and keeps its place. Takes no lock and writes
 * nothing. One thread at a time.
 *
 * <p>It may be ahead of the gate: a group is seen as soon as it is in the file. What it sees of a host that dies may be cut
 * by the next start; so nothing it causes may leave the host.
 */
public final class JournalTailer implements AutoCloseable {
    private final Path directory;
    private final ReadWindow window = new ReadWindow();
    private final ReadWindow peekWindow = new ReadWindow();
    private SegmentCursor cursor;
    private long nextSequence;
    /** Where the cursor stopped at what is no group and nothing stands behind. */
    private long tornPosition = -1;

    /** Begins before the event {@code from}. */
    public JournalTailer(Path directory, long from) {
        this.directory = directory;
        this.nextSequence = from;
    }

    /** Sequence that comes next. */
    public long nextSequence() {
        return nextSequence;
    }

    /**
     * Hands on what is there, at most {@code maxGroups} groups of it.
     *
     * @return groups that were there; 0 at the journal's end, as far as it is written
     * @throws JournalDamagedException when the events that come next are not there
     */
    public int poll(int maxGroups, JournalListener listener) throws IOException {
        int groups = 0;
        while (groups < maxGroups && (cursor != null || enterFirst())) {
            if (cursor.next()) {
                take(listener);
                groups++;
            } else if (!enterNext()) {
                checkStop();
                break;
            }
        }
        return groups;
    }

    private void take(JournalListener listener) throws IOException {
        long last = cursor.firstSequence() + cursor.count() - 1;
        if (cursor.firstSequence() > nextSequence) {
            throw missing(cursor, cursor.groupPosition());
        }
        if (last >= nextSequence) {
            cursor.forEach(nextSequence, Long.MAX_VALUE, listener);
            nextSequence = last + 1;
        }
    }

    private JournalDamagedException missing(SegmentCursor found, long position) {
        return new JournalDamagedException(new Finding(
                found.file(),
                position,
                nextSequence,
                "a group that begins with sequence " + found.firstSequence() + " stands here"));
    }

    /** A damaged group looks like the end; once a whole one stands behind it, it is none. */
    private void checkStop() throws IOException {
        if (cursor.isAtFlaw() && cursor.stopPosition() != tornPosition) {
            checkEnd();
            tornPosition = cursor.stopPosition();
        }
    }

    /**
     * Makes sure that nothing stands behind the place where the last {@link #poll} ended. Reads the segment to its end, so
     * not for every day.
     *
     * @throws JournalDamagedException when something does
     */
    public void checkEnd() throws IOException {
        if (cursor == null || cursor.peek()) {
            return;
        }
        String reason = cursor.stopReason();
        long position = cursor.stopPosition();
        long behind = cursor.remainder().groupPosition();
        if (behind >= 0 && !cursor.peek()) {
            throw new JournalDamagedException(new Finding(
                    cursor.file(),
                    position,
                    nextSequence,
                    reason + ", yet a committed group stands at byte " + behind));
        }
    }

    /** Opens the newest segment that begins at or before the next sequence. */
    private boolean enterFirst() throws IOException {
        List<Segment> segments = Segment.list(directory);
        for (int i = segments.size() - 1; i >= 0; i--) {
            SegmentCursor candidate = new SegmentCursor(segments.get(i), window);
            boolean hasBegun = candidate.peek();
            if (hasBegun && candidate.firstSequence() <= nextSequence) {
                cursor = candidate;
                return true;
            }
            candidate.close();
            if (hasBegun && i == 0) {
                throw missing(candidate, candidate.groupPosition());
            }
        }
        return false;
    }

    /** Goes over to the segment that goes on where this one ends, once it has begun. */
    private boolean enterNext() throws IOException {
        for (Segment segment : Segment.list(directory)) {
            if (segment.number() > cursor.segment().number()) {
                SegmentCursor follower = new SegmentCursor(segment, peekWindow);
                boolean hasBegun = follower.peek();
                follower.close();
                // A host fills one segment before it begins the next: so now all of this one can be seen.
                if (hasBegun && cursor.peek()) {
                    return true;
                }
                if (hasBegun && follower.firstSequence() != nextSequence) {
                    throw missing(follower, follower.groupPosition());
                }
                if (hasBegun) {
                    cursor.close();
                    cursor = new SegmentCursor(segment, window);
                    tornPosition = -1;
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        if (cursor != null) {
            cursor.close();
        }
    }
}
