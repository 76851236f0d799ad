package io.ringfence.journal.log;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.RecoveryReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A host as the event log sees one: finds the end, replays what the journal has, goes on live. */
final class LoggingHost implements AutoCloseable {
    private static final int MAX_GROUP_BYTES = 1024;
    private static final int SEGMENT_BYTES = 8_192;

    final EventLog log;
    final EventLogStage stage;
    /** Newest position that the start found. */
    final long found;

    final List<String> notices = new ArrayList<>();
    private final Played played;
    private int next;

    /** Started on a journal of so many events. */
    LoggingHost(Path directory, Played played, int journaled) throws IOException {
        this(directory, played, 0, journaled);
    }

    /** Started on a snapshot and the events behind it. */
    LoggingHost(Path directory, Played played, int snapshot, int journaled) throws IOException {
        this.played = played;
        log = EventLog.open(config(directory), notices::add);
        try {
            log.recover(1 + played.keptUpTo(snapshot).size(), ReadProgress.NONE);
            found = log.lastPosition();
            log.replayFrom(snapshot, played.keptUpTo(snapshot).size());
            for (EventSlot slot : played.slots().subList(snapshot, journaled)) {
                log.regenerate(slot);
            }
            stage = log.stage(journal(played, journaled));
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
        next = journaled;
    }

    static EventLogConfig config(Path directory) {
        return new EventLogConfig(directory, MAX_GROUP_BYTES, SEGMENT_BYTES);
    }

    private static RecoveryReport journal(Played played, int journaled) {
        long timestampNs =
                journaled == 0 ? 0 : played.slots().get(journaled - 1).timestampNs();
        return new RecoveryReport(1, 1, journaled, 1, journaled, timestampNs, Optional.empty(), 0);
    }

    /** Lets the next event through the gate. */
    void pass(boolean endOfBatch) {
        stage.onEvent(played.slots().get(next++), endOfBatch);
    }

    /** Lets all events up to {@code sequence} through. */
    void passUpTo(int sequence, boolean endOfBatch) {
        while (next < sequence) {
            pass(endOfBatch);
        }
    }

    /** An orderly end. */
    @Override
    public void close() throws IOException {
        stage.onStop();
        log.close();
    }
}
