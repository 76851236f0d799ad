package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Reads a journal from one sequence on, for a host that is about to go on with it or a replay. Any damage is thrown, and any
 * event of a newer build.
 */
final class Recovery implements JournalVisitor {
    private final Path directory;
    private final long from;
    private final long to;
    private final JournalListener listener;
    private SegmentCursor current;
    private int segments;
    private int segmentNumber;
    private long groups;
    private long events;
    private long firstSequence;
    private long lastSequence;
    private long lastTimestampNs;
    private Cut cut;

    /** To the journal's end. */
    Recovery(Path directory, long from, JournalListener listener) {
        this(directory, from, Long.MAX_VALUE, listener);
    }

    Recovery(Path directory, long from, long to, JournalListener listener) {
        this.directory = directory;
        this.from = from;
        this.to = to;
        this.listener = listener;
    }

    RecoveryReport run(ReadProgress progress) throws IOException {
        long startNs = System.nanoTime();
        new JournalWalk(directory, this, progress).run(from);
        if (lastSequence < from - 1) {
            throw new JournalRangeException(new Finding(
                    directory, 0, lastSequence + 1, "the journal ends before sequence " + from + ", where to go on"));
        }
        return new RecoveryReport(
                segments,
                groups,
                events,
                firstSequence,
                lastSequence,
                lastTimestampNs,
                Optional.ofNullable(cut),
                System.nanoTime() - startNs);
    }

    @Override
    public boolean onGroup(SegmentCursor group) throws IOException {
        if (segmentNumber == 0 && group.firstSequence() > from) {
            throw new JournalRangeException(new Finding(
                    group.file(),
                    group.groupPosition(),
                    from,
                    "the journal begins with sequence " + group.firstSequence() + "; what was before is not there"));
        }
        if (group.segment().number() != segmentNumber) {
            segmentNumber = group.segment().number();
            segments++;
        }
        if (group.count() == 0) {
            lastTimestampNs = group.openingTimestampNs();
        } else {
            groups++;
            current = group;
            group.forEach(1, to, this::deliver);
        }
        lastSequence = Math.min(to, group.firstSequence() + group.count() - 1);
        return lastSequence < to;
    }

    private void deliver(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
        lastTimestampNs = timestampNs;
        if (sequence < from) {
            return;
        }
        NewerSchema.refuse(current, sequence, buffer, offset, length);
        if (firstSequence == 0) {
            firstSequence = sequence;
        }
        events++;
        listener.onEvent(sequence, timestampNs, buffer, offset, length);
    }

    @Override
    public void onDamage(Finding finding) {
        throw new JournalDamagedException(finding);
    }

    @Override
    public void onCut(Cut torn) {
        cut = torn;
    }
}
