package io.ringfence.journal.log;

/** Takes kept outputs, in the order of their positions. */
@FunctionalInterface
public interface EventLogListener {
    /** One of them; the entry is valid for the length of the call. */
    void onEvent(EventLogEntry entry);
}
