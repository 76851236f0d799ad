package io.ringfence.journal.dump;

import io.ringfence.journal.JournalReader;
import io.ringfence.journal.log.EventLogReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Prints a journal, or its event log. */
public final class EventDump {
    private EventDump() {}

    /**
     * Hands a journal's events to a printer, from the first on, because what ids stand for is defined before they are used.
     * Of an event of a newer build the version is printed, and what this build knows of it.
     *
     * @param to last sequence; {@code Long.MAX_VALUE} for the journal's end
     */
    public static void print(JournalReader journal, long to, EventPrinter printer) throws IOException {
        try {
            journal.forEachOfAnyVersion(1, to, (sequence, timestampNs, buffer, offset, length) -> {
                printer.learn(sequence, buffer, offset);
                try {
                    printer.print(sequence, timestampNs, buffer, offset);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Hands an event log's entries to a printer, after all of its journal, which defines what ids stand for.
     *
     * @param to last sequence; {@code Long.MAX_VALUE} for the log's end
     */
    public static void print(JournalReader journal, EventLogReader events, long to, EventPrinter printer)
            throws IOException {
        journal.forEachOfAnyVersion(
                1, to, (sequence, timestampNs, buffer, offset, length) -> printer.learn(sequence, buffer, offset));
        try {
            events.forEach(1, Long.MAX_VALUE, entry -> {
                try {
                    printer.print(entry);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
