package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Follows a journal, also while a host appends to it, and keeps its place: each call goes on where the one before ended and
 * reads nothing twice. For what polls for long; {@link JournalReader} is for what reads once. Takes no lock and writes
 * nothing. One thread at a time; holds a file open.
 */
public final class JournalTail implements AutoCloseable {
    private final Path directory;
    private final ReadWindow window = new ReadWindow();
    private final ReadWindow peekWindow = new ReadWindow();
    private SegmentCursor cursor;
    /** Sequence to hand on next. */
    private long next;
    /** Sequence behind the cursor's group: what the group after it begins with. 0 before the first one. */
    private long expected;

    /**
     * Names the journal, whose directory may come into being later.
     *
     * @param from first sequence to hand on, from 1; a journal that begins behind it is followed from its beginning
     */
    public JournalTail(Path directory, long from) {
        if (from < 1) {
            throw new IllegalArgumentException("from = " + from + ": expected a sequence, from 1");
        }
        this.directory = directory;
        this.next = from;
    }

    /**
     * Hands on what has come, up to a sequence.
     *
     * @return the last sequence handed on in this or an earlier call; the one before the first there is, or was wanted, when
     *     there was none
     * @throws JournalDamagedException when accepted events are missing or changed
     */
    public long poll(long to, JournalListener listener) throws IOException {
        while (next <= to && (next < expected || advance())) {
            // A journal that has lost its first segments may begin behind what is wanted.
            if (next <= to) {
                long last = Math.min(to, expected - 1);
                cursor.forEach(next, last, listener);
                next = last + 1;
            }
        }
        return next - 1;
    }

    /** Moves to the group that holds the next sequence; false while there is none. */
    private boolean advance() throws IOException {
        if (cursor == null && !open()) {
            return false;
        }
        while (true) {
            while (cursor.next()) {
                long first = cursor.firstSequence();
                if (expected != 0 && first != expected) {
                    throw damage(cursor.groupPosition(), "a group that begins with sequence " + first + " stands here");
                }
                if (expected == 0 && cursor.segment().number() != 1) {
                    next = Math.max(next, first);
                }
                expected = first + cursor.count();
                if (next < expected) {
                    return true;
                }
            }
            if (!follow()) {
                return false;
            }
        }
    }

    /** Opens the segment that holds the next sequence, or the oldest; false while there is none. */
    private boolean open() throws IOException {
        List<Segment> segments = Segment.list(directory);
        Segment found = segments.isEmpty() ? null : segments.get(0);
        for (int i = segments.size() - 1; i > 0 && next > 1; i--) {
            long first = firstSequence(segments.get(i));
            if (first > 0 && first <= next) {
                found = segments.get(i);
                break;
            }
        }
        if (found == null) {
            return false;
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
                if (expected != 0 && first != expected) {
                    throw damage(
                            cursor.stopPosition(),
                            cursor.stopReason() + ", yet " + segment.directory().getFileName()
                                    + " begins with sequence " + first);
                }
                cursor.close();
                cursor = new SegmentCursor(segment, window);
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

    private JournalDamagedException damage(long position, String problem) {
        return new JournalDamagedException(new Finding(cursor.file(), position, expected, problem));
    }

    @Override
    public void close() throws IOException {
        if (cursor != null) {
            cursor.close();
            cursor = null;
            expected = 0;
        }
    }
}
