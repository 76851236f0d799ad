package io.ringfence.journal.log;

import java.nio.file.Path;

/** An event log is not the one of this journal, or ends before what a replay can make again. */
public final class EventLogException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    EventLogException(Path directory, long position, long sequence, String problem) {
        super("the event log does not go with the journal: " + directory + " at position " + position + ", sequence "
                + sequence + ": " + problem + ". Where it is the journal that is right, move " + directory
                + " away, and the next start makes it again from the journal");
    }
}
