package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Segments that a host keeps beside its journal, for something else than inputs. Files, groups, sequence and the rule for an
 * end are a journal's; there is no lock, since the journal's covers them, and they may begin behind sequence 1.
 *
 * <p>The first segment of a log always begins with sequence 1: one that begins later begins with the second.
 */
public final class SegmentLog implements AutoCloseable {
    private final JournalConfig config;
    private JournalAppender appender;
    private boolean closed;

    /** Names it; nothing is read or made yet. */
    public SegmentLog(JournalConfig config) {
        this.config = config;
    }

    /**
     * Where a log ends.
     *
     * @param hasBegun whether there is a segment with a sound beginning
     * @param lastSequence after which the log goes on
     * @param lastTimestampNs of the last event, 0 when there was none
     * @param cut the torn end that is left behind, if there is one
     */
    public record End(boolean hasBegun, long lastSequence, long lastTimestampNs, Optional<Cut> cut) {}

    /**
     * Reads from the segment that holds {@code from}, or the newest where none does, to the end.
     *
     * @param listener gets every event that is read
     * @throws JournalDamagedException when events are missing or changed
     */
    public End recover(long from, JournalListener listener, ReadProgress progress) throws IOException {
        EndSearch search = new EndSearch(listener);
        new JournalWalk(config.directory(), search, progress).run(from);
        return new End(search.hasBegun, search.lastSequence, search.lastTimestampNs, Optional.ofNullable(search.cut));
    }

    /** Begins a segment for the events after {@code lastSequence}; once. The writer's owner commits before it is closed. */
    public GroupWriter begin(long lastSequence, long lastTimestampNs) throws IOException {
        if (appender != null || closed) {
            throw new IllegalStateException(config.directory() + " begins once, before it is closed");
        }
        Files.createDirectories(config.directory());
        int firstNumber = lastSequence == 0 ? 1 : 2;
        appender = Journal.begin(config, firstNumber, lastSequence, lastTimestampNs, DiskSpaceListener.NONE);
        return new GroupWriter(appender, config.maxGroupBytes(), lastSequence, lastTimestampNs);
    }

    /** Closes the segment, if one was begun. Idempotent. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            if (appender != null) {
                appender.close();
            }
        }
    }

    private static final class EndSearch implements JournalVisitor {
        private final JournalListener listener;
        private boolean hasBegun;
        private long lastSequence;
        private long lastTimestampNs;
        private Cut cut;

        EndSearch(JournalListener listener) {
            this.listener = listener;
        }

        @Override
        public boolean onGroup(SegmentCursor group) throws IOException {
            hasBegun = true;
            lastSequence = group.firstSequence() + group.count() - 1;
            if (group.count() == 0) {
                lastTimestampNs = group.openingTimestampNs();
            }
            group.forEach(1, Long.MAX_VALUE, this::deliver);
            return true;
        }

        private void deliver(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
            lastTimestampNs = timestampNs;
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
}
