package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Reads a whole journal, changes nothing, and lists everything that is wrong with it: checksums, gaps in the sequence,
 * segments that do not follow each other, timestamps that run backwards, events that are no inputs of the dictionary.
 * Goes on behind damage. Needs no lock: a live host's journal verifies up to its end.
 */
public final class Verification {
    /** Findings kept; the others are counted. */
    public static final int MAX_FINDINGS = 1_000;

    private Verification() {}

    /**
     * Verifies.
     *
     * @throws IllegalArgumentException when there is no such directory
     */
    public static VerificationReport verify(Path directory, ReadProgress progress) throws IOException {
        EventCheck check = new EventCheck();
        return verify(directory, check::flaw, progress);
    }

    /** Verifies the records of an event log, in the journal's directory {@code events}, and not what stands in them. */
    public static VerificationReport verifyEventLog(Path directory) throws IOException {
        return verify(directory, (buffer, offset, length) -> null, ReadProgress.NONE);
    }

    /** Says what is wrong with an event; null when nothing is. */
    private interface Content {
        String flaw(DirectBuffer buffer, int offset, int length);
    }

    private static VerificationReport verify(Path directory, Content content, ReadProgress progress)
            throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("journal.directory = " + directory + ": expected a directory");
        }
        long startNs = System.nanoTime();
        Inspection inspection = new Inspection(content);
        new JournalWalk(directory, inspection, progress).run(1);
        return new VerificationReport(
                inspection.findings,
                inspection.furtherFindings,
                Optional.ofNullable(inspection.cut),
                inspection.segments,
                inspection.groups,
                inspection.events,
                inspection.firstSequence,
                inspection.lastSequence,
                inspection.fileBytes,
                System.nanoTime() - startNs);
    }

    private static final class Inspection implements JournalVisitor {
        private final Content content;
        private final List<Finding> findings = new ArrayList<>();
        private long furtherFindings;
        private Cut cut;
        private SegmentCursor group;
        private int segmentNumber;
        private int segments;
        private long groups;
        private long events;
        private long firstSequence;
        private long lastSequence;
        private long lastTimestampNs;
        private long fileBytes;

        Inspection(Content content) {
            this.content = content;
        }

        @Override
        public boolean onGroup(SegmentCursor current) throws IOException {
            group = current;
            if (current.segment().number() != segmentNumber) {
                segmentNumber = current.segment().number();
                segments++;
                fileBytes += current.fileBytes();
            }
            if (current.count() == 0) {
                checkTime(current.firstSequence(), current.openingTimestampNs());
                return true;
            }
            groups++;
            try {
                current.forEach(1, Long.MAX_VALUE, this::inspect);
            } catch (JournalDamagedException e) {
                onDamage(e.finding());
            }
            return true;
        }

        private void inspect(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
            events++;
            lastSequence = sequence;
            if (firstSequence == 0) {
                firstSequence = sequence;
            }
            checkTime(sequence, timestampNs);
            String flaw = content.flaw(buffer, offset, length);
            if (flaw != null) {
                onDamage(new Finding(group.file(), group.groupPosition(), sequence, flaw));
            }
        }

        private void checkTime(long sequence, long timestampNs) {
            if (timestampNs < lastTimestampNs) {
                onDamage(new Finding(
                        group.file(),
                        group.groupPosition(),
                        sequence,
                        "time runs backwards, from " + lastTimestampNs + " to " + timestampNs + " ns"));
            }
            lastTimestampNs = timestampNs;
        }

        @Override
        public void onDamage(Finding finding) {
            if (findings.size() < MAX_FINDINGS) {
                findings.add(finding);
            } else {
                furtherFindings++;
            }
        }

        @Override
        public void onCut(Cut torn) {
            cut = torn;
        }
    }
}
