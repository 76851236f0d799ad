package io.ringfence.journal.replica;

import io.ringfence.journal.RecoveryReport;
import java.util.List;
import java.util.Optional;

/**
 * A core as the journal left it, and how it came to be.
 *
 * @param replica the core, at the journal's end or where the replay was to stop
 * @param snapshot that the replay began with; empty: with the journal's first event
 * @param passedOver snapshots that were newer and could not be used, each with the reason
 * @param skipped sequences left out by an operator's decision, ascending
 * @param journal what was read behind the snapshot
 */
public record Rebuilt(
        Replica replica,
        Optional<SnapshotInfo> snapshot,
        List<String> passedOver,
        List<Long> skipped,
        RecoveryReport journal) {
    /** Copies the lists. */
    public Rebuilt {
        passedOver = List.copyOf(passedOver);
        skipped = List.copyOf(skipped);
    }
}
