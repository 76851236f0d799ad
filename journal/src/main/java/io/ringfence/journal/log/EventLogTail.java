package io.ringfence.journal.log;

import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalTail;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Follows the event log of a journal and keeps its place between calls, so that polling costs what has come and not what
 * there is. No lock, nothing written, also beside a host that appends. One thread at a time; holds a file open.
 */
public final class EventLogTail implements AutoCloseable {
    private final Path directory;
    private final JournalTail tail;
    private final EventLogEntry entry = new EventLogEntry();

    /** Begins at a position, from 1, or where the log begins; the log may come into being later. */
    public EventLogTail(Path journalDirectory, long fromPosition) {
        directory = EventLogPaths.of(journalDirectory);
        tail = JournalTail.fromOrLater(directory, fromPosition);
    }

    /**
     * Hands on what has come, up to a position.
     *
     * @return the last position handed on in this or an earlier call; the one before the first there is, or was wanted, when
     *     there was none
     * @throws JournalDamagedException when entries are missing or changed
     */
    public long poll(long toPosition, EventLogListener listener) throws IOException {
        try {
            return tail.poll(toPosition, (position, timestampNs, buffer, offset, length) -> {
                entry.wrap(position, timestampNs, buffer, offset, length);
                listener.onEvent(entry);
            });
        } catch (JournalDamagedException e) {
            throw e.ofEventLog(directory);
        }
    }

    @Override
    public void close() throws IOException {
        tail.close();
    }
}
