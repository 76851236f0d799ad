package io.ringfence.journal.dump;

import io.ringfence.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Prints a journal. */
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
}
