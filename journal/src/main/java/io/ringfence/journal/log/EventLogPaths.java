package io.ringfence.journal.log;

import java.nio.file.Path;

/** Where a journal's event log is. */
final class EventLogPaths {
    private EventLogPaths() {}

    /** The directory of its segments. */
    static Path of(Path journalDirectory) {
        return journalDirectory.resolve("events");
    }
}
