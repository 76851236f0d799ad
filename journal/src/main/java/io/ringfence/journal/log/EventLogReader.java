package io.ringfence.journal.log;

import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * Reads the event log of a journal without owning it: no lock, nothing written, also beside a host that appends. Called
 * again, behind the last position that it returned, it hands on what has come since. Keeps nothing open. One thread at a time.
 */
public final class EventLogReader {
    private final Path directory;
    private final EventLogEntry entry = new EventLogEntry();

    /** Names the journal; its event log may come into being later. */
    public EventLogReader(Path journalDirectory) {
        directory = EventLogPaths.of(journalDirectory);
    }

    /** Whether a journal has an event log: at least one segment. */
    public static boolean exists(Path journalDirectory) {
        return JournalReader.isJournal(EventLogPaths.of(journalDirectory));
    }

    /**
     * Hands on the entries from one position to another, or to the end that the log has when it is reached. A log may begin
     * behind position 1: then the first one handed on says where.
     *
     * @return the last position handed on, 0 when there was none
     * @throws JournalDamagedException when entries are missing or changed
     */
    public long forEach(long fromPosition, long toPosition, EventLogListener listener) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try {
            return new JournalReader(directory)
                    .forEachOfAnyVersion(
                            fromPosition,
                            toPosition,
                            (position, timestampNs, buffer, offset, length) ->
                                    handOn(listener, position, timestampNs, buffer, offset, length));
        } catch (JournalDamagedException e) {
            throw e.ofEventLog(directory);
        }
    }

    private void handOn(
            EventLogListener listener, long position, long timestampNs, DirectBuffer buffer, int offset, int length) {
        if (length <= EventLogEntry.HEADER_BYTES) {
            throw new IllegalStateException(
                    directory + ": position " + position + " has " + length + " bytes, which no entry has");
        }
        entry.wrap(position, timestampNs, buffer, offset, length);
        listener.onEvent(entry);
    }
}
