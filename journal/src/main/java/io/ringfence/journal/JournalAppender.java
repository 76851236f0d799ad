package io.ringfence.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Appends to the newest segment and goes on to the next one when it is full. One thread at a time.
 *
 * <p>When a segment is half full, {@link SegmentSupply} makes the next one, so that this thread only takes over: it makes,
 * lengthens and removes no file. One that is never used is deleted when the host stops, and read as empty when it died before.
 */
final class JournalAppender implements GroupSink, AutoCloseable {
    private final long segmentBytes;
    private final SegmentSupply supply;
    private SegmentAppender current;
    private boolean isNextWanted;
    /** Bytes of the newest segment from which on the next one is wanted, or then wanted soon. */
    private long nextMark;

    private final JournalCounters counters = new JournalCounters();

    /** Begins with a segment that is open and empty, whose first event will be {@code nextSequence}. */
    JournalAppender(
            long segmentBytes, SegmentSupply supply, SegmentAppender first, long nextSequence, long lastTimestampNs) {
        this.segmentBytes = segmentBytes;
        this.supply = supply;
        this.current = first;
        nextMark = segmentBytes / 2;
        current.begin(nextSequence, lastTimestampNs);
        counters.onSegment(current.segment().number());
        sync();
    }

    /** What it has done. From any thread. */
    JournalCounters counters() {
        return counters;
    }

    @Override
    public int prepare(long nextSequence, long lastTimestampNs, int groupBytes) {
        long bytes = current.writtenBytes() + groupBytes;
        if (bytes > nextMark) {
            passMark();
        }
        if (bytes > segmentBytes) {
            SegmentAppender full = current;
            current = supply.take();
            counters.onSegment(current.segment().number());
            isNextWanted = false;
            nextMark = segmentBytes / 2;
            // Synced with the group that it is begun for.
            current.begin(nextSequence, lastTimestampNs);
            supply.retire(full);
        }
        return current.segment().number();
    }

    /** The next segment is wanted, and a quarter of a segment later in a hurry. */
    private void passMark() {
        if (isNextWanted) {
            supply.hurry();
            nextMark = Long.MAX_VALUE;
        } else {
            supply.want(current.segment().number() + 1);
            isNextWanted = true;
            nextMark += segmentBytes / 4;
        }
    }

    @Override
    public void append(ByteBuffer group, int groupBytes) {
        current.append(group, groupBytes);
        counters.onGroup(groupBytes);
    }

    @Override
    public void sync() {
        if (current.sync()) {
            counters.onSync();
        }
    }

    /** Closes all segments; called when no thread appends any more. */
    @Override
    public void close() throws IOException {
        try {
            supply.close();
        } finally {
            current.close();
        }
    }
}
