package io.ringfence.journal.replica;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.ReplicaDivergedDecoder;
import io.ringfence.core.event.SequenceSkippedDecoder;
import io.ringfence.journal.JournalReader;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a journal says of its own replay.
 *
 * @param skipped sequences that an operator had left out
 * @param divergences by sequence: that the host's replica put out something else than the host
 */
record JournaledDecisions(Set<Long> skipped, Map<Long, String> divergences) {
    static JournaledDecisions read(JournalReader journal) throws IOException {
        JournaledDecisions decisions = new JournaledDecisions(new TreeSet<>(), new TreeMap<>());
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        SequenceSkippedDecoder skip = new SequenceSkippedDecoder();
        ReplicaDivergedDecoder diverged = new ReplicaDivergedDecoder();
        journal.forEachOfAnyVersion(1, Long.MAX_VALUE, (sequence, timestampNs, buffer, offset, length) -> {
            int template = header.wrap(buffer, offset).templateId();
            if (template == SequenceSkippedDecoder.TEMPLATE_ID) {
                decisions.skipped.add(
                        skip.wrapAndApplyHeader(buffer, offset, header).skippedSequence());
            } else if (template == ReplicaDivergedDecoder.TEMPLATE_ID) {
                diverged.wrapAndApplyHeader(buffer, offset, header);
                decisions.divergences.put(
                        sequence,
                        "the host's own replica put out something else than the host, somewhere in sequences "
                                + diverged.firstSequence() + " to " + diverged.lastSequence());
            }
        });
        return decisions;
    }
}
