package io.ringfence.journal;

import java.io.IOException;

/** Where a replay has its events from: a journal that this host owns, or one that it only reads. */
@FunctionalInterface
public interface EventSource {
    /**
     * Hands on the events from one sequence on, as far as the source goes.
     *
     * @param from first sequence to hand on: 1, or the one after a snapshot's
     * @throws JournalRangeException when the journal does not have the events from there on
     * @throws JournalDamagedException when accepted events are missing or changed
     */
    RecoveryReport read(long from, JournalListener listener, ReadProgress progress) throws IOException;
}
