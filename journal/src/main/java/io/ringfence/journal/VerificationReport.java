package io.ringfence.journal;

import java.util.List;
import java.util.Optional;

/**
 * What a verification saw.
 *
 * @param findings what is wrong, oldest first, at most {@link Verification#MAX_FINDINGS}
 * @param furtherFindings how many more there are
 * @param cut a torn end; no finding, since a host may be writing it
 * @param segments read
 * @param groups read, without those that open a segment
 * @param events read
 * @param firstSequence of the oldest event, 0 when there is none
 * @param lastSequence of the newest event, 0 when there is none
 * @param fileBytes of all segments' files, their unused ends included
 * @param durationNs time it took
 */
public record VerificationReport(
        List<Finding> findings,
        long furtherFindings,
        Optional<Cut> cut,
        int segments,
        long groups,
        long events,
        long firstSequence,
        long lastSequence,
        long fileBytes,
        long durationNs) {
    /** Copies the list. */
    public VerificationReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean isSound() {
        return findings.isEmpty();
    }
}
