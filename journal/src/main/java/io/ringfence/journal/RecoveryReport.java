package io.ringfence.journal;

import java.util.Optional;

/**
 * What a start found in its journal.
 *
 * @param segments read
 * @param groups read, without those that open a segment
 * @param events handed to the listener
 * @param firstSequence of those events, 0 when there were none
 * @param lastSequence after which the journal goes on
 * @param lastTimestampNs of the last event, 0 when there was none
 * @param cut the torn end that is left behind, if there is one
 * @param durationNs time it took, listener included
 */
public record RecoveryReport(
        int segments,
        long groups,
        long events,
        long firstSequence,
        long lastSequence,
        long lastTimestampNs,
        Optional<Cut> cut,
        long durationNs) {}
