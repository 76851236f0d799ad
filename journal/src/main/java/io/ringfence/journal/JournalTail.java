package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Follows a journal, also while a host appends to it, and keeps its place: each call goes on where the one before ended,
 * hands each event on once and in order, and leaves none out. For what polls for long; {@link JournalReader} is for what
 * reads once. Takes no lock and writes nothing. One thread at a time; holds a file open.
 *
 * <p>It may be ahead of the gate: a group is seen as soon as it is in the file. What it sees of a host that dies may be cut
 * by the next start; so nothing it causes may leave the host.
 *
 * <p>Events of a group whose listener threw are handed on again.
 */
public final class JournalTail implements AutoCloseable {
    private final Path directory;
    private final boolean isLaterStartTaken;
    private final ReadWindow window = new ReadWindow();
    private final ReadWindow peekWindow = new ReadWindow();
    private SegmentCursor cursor;
    /** Sequence to hand on next. Before {@link #expected} while the cursor's group has more of them. */
    private long next;
    /** Sequence that the group behind the cursor's begins with; 0 when the journal's first groups are gone and any may. */
    private long expected;
    /** Where the cursor stopped at what is no group and nothing stands behind. */
    private long tornPosition = -1;

    private JournalTail(Path directory, long from, boolean isLaterStartTaken) {
        if (from < 1) {
            throw new IllegalArgumentException("from = " + from + ": expected a sequence, from 1");
        }
        this.directory = directory;
        this.next = from;
        this.isLaterStartTaken = isLaterStartTaken;
    }

    /**
     * Begins with the event {@code from} and no other: where the journal has lost its first segments and begins behind it,
     * polling throws a {@link JournalRangeException}. The directory may come into being later.
     *
     * @param from from 1; may lie behind the journal's end
     */
    public static JournalTail from(Path directory, long from) {
        return new JournalTail(directory, from, false);
    }

    /**
     * Begins with the event {@code from}, or with the oldest one where the journal has lost its first segments and begins
     * behind it: the first sequence handed on says where. The directory may come into being later.
     *
     * @param from from 1; may lie behind the journal's end
     */
    public static JournalTail fromOrLater(Path directory, long from) {
        return new JournalTail(directory, from, true);
    }

    /**
     * Hands on what has come, up to a sequence, which may lie within a group.
     *
     * @return the last sequence handed on in this or an earlier call; the one before the first there is, or was wanted, when
     *     there was none
     * @throws JournalDamagedException when accepted events are missing or changed
     */
    public long poll(long to, JournalListener listener) throws IOException {
        while (next <= to && pollGroup(to, listener)) {
            continue;
        }
        return next - 1;
    }

    /**
     * Hands on the next group of events, or what an earlier call has left of one.
     *
     * @return false when there was none: at the journal's end, as far as it is written
     * @throws JournalDamagedException when accepted events are missing or changed
     */
    public boolean pollGroup(JournalListener listener) throws IOException {
        return pollGroup(Long.MAX_VALUE, listener);
    }

    private boolean pollGroup(long to, JournalListener listener) throws IOException {
        if (next >= expected && !advance()) {
            return false;
        }
        // A journal that has lost its first segments may begin behind what is wanted.
        if (next <= to) {
            long last = Math.min(to, expected - 1);
            cursor.forEach(next, last, listener);
            next = last + 1;
        }
        return true;
    }

    /** Moves to the group that holds the next sequence; false while there is none. */
    private boolean advance() throws IOException {
        if (cursor == null && !open()) {
            return false;
        }
        do {
            while (cursor.next()) {
                enterGroup();
                if (next < expected) {
                    return true;
                }
            }
        } while (follow());
        checkStop();
        return false;
    }

    private void enterGroup() {
        long first = cursor.firstSequence();
        if (expected != 0 && first != expected) {
            throw damage(cursor.groupPosition(), "a group that begins with sequence " + first + " stands here");
        }
        if (first > next) {
            if (!isLaterStartTaken) {
                throw new JournalRangeException(new Finding(
                        cursor.file(),
                        cursor.groupPosition(),
                        next,
                        "the journal begins with sequence " + first + "; what was before is not there"));
            }
            next = first;
        }
        expected = first + cursor.count();
    }

    /** Opens the newest segment that begins at or before the next sequence, or the oldest; false while there is none. */
    private boolean open() throws IOException {
        List<Segment> segments = Segment.list(directory);
        if (segments.isEmpty()) {
            return false;
        }
        Segment found = segments.get(0);
        // A journal's first segment begins with sequence 1.
        expected = found.number() == 1 ? 1 : 0;
        for (int i = segments.size() - 1; i > 0 && next > 1; i--) {
            long first = firstSequence(segments.get(i));
            if (first > 0 && first <= next) {
                found = segments.get(i);
                expected = first;
                break;
            }
        }
        cursor = new SegmentCursor(found, window);
        return true;
    }

    /** Moves to the next segment once it has begun; false while there is none. */
    private boolean follow() throws IOException {
        for (Segment segment : Segment.list(directory)) {
            long first = segment.number() > cursor.segment().number() ? firstSequence(segment) : 0;
            if (first > 0) {
                // A host fills one segment before it begins the next, so this one is looked at once more.
                if (cursor.peek()) {
                    return true;
                }
                if (first != expected) {
                    checkEnd();
                }
                if (expected != 0 && first != expected) {
                    throw damage(
                            cursor.stopPosition(),
                            cursor.stopReason() + ", yet " + segment.directory().getFileName()
                                    + " begins with sequence " + first);
                }
                cursor.close();
                cursor = new SegmentCursor(segment, window);
                tornPosition = -1;
                return true;
            }
        }
        return false;
    }

    /** Sequence that a segment begins with, or 0 when its first group is not there or not sound. */
    private long firstSequence(Segment segment) throws IOException {
        try (SegmentCursor begun = new SegmentCursor(segment, peekWindow)) {
            return begun.next() ? begun.firstSequence() : 0;
        }
    }

    /** A damaged group looks like the end; once a whole one stands behind it, it is none. */
    private void checkStop() throws IOException {
        long position = cursor.stopPosition();
        if (cursor.isAtFlaw() && position != tornPosition) {
            checkEnd();
            tornPosition = position;
        }
    }

    /**
     * Makes sure that nothing stands behind the place where polling found the journal's end. Reads the segment to its end, so
     * not for every day. Does nothing while there are events to hand on.
     *
     * @throws JournalDamagedException when something does
     */
    public void checkEnd() throws IOException {
        if (cursor == null || next < expected || cursor.peek()) {
            return;
        }
        String reason = cursor.stopReason();
        long position = cursor.stopPosition();
        long behind = cursor.remainder().groupPosition();
        if (behind >= 0 && !cursor.peek()) {
            throw damage(position, reason + ", yet a committed group stands at byte " + behind);
        }
    }

    private JournalDamagedException damage(long position, String problem) {
        return new JournalDamagedException(
                new Finding(cursor.file(), position, expected == 0 ? next : expected, problem));
    }

    @Override
    public void close() throws IOException {
        if (cursor != null) {
            cursor.close();
        }
    }
}
