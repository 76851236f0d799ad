package io.ringfence.journal.log;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.RecoveryReport;
import io.ringfence.journal.SegmentLog;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * The event log of a journal that this host owns. In this order, by one thread, while the journal's lock is held:
 *
 * <pre>
 *   EventLog log = EventLog.open(config, onEnd);
 *   log.recover(1, progress);                  finds its end; throws on damage
 *   log.replayFrom(0, 0);                      or behind a snapshot that is not newer than the log's end
 *   log.regenerate(slot); ...                  each event of the replay, with its outputs: appends what the log lacks
 *   EventLogStage stage = log.stage(report);   after the journal's last event; begins a new segment
 *   ...                                        the ring runs the stage
 *   log.close();                               after the ring is closed
 * </pre>
 *
 * <p>The journal is written first, so a host that dies leaves a log that ends somewhere before the journal's end, also within
 * the outputs of one event. What is missing is everything behind its last entry, and that is what the replay puts in, once.
 */
public final class EventLog implements AutoCloseable {
    private final Path directory;
    private final SegmentLog segments;
    private SegmentLog.End end;
    private final EntryWriter writer;

    /** Of the last entry that was found or put in; 0 and -1 while there is none. */
    private long lastSequence;

    private int lastIndex = -1;
    /** Its position, or what the replay began behind. */
    private long lastPosition;

    private long replayedSequence = -1;
    private long replayedPosition;
    private long regenerated;

    private EventLog(EventLogConfig config, Consumer<String> onEnd) {
        directory = EventLogPaths.of(config.journalDirectory());
        segments = new SegmentLog(config.segments());
        writer = new EntryWriter(segments, onEnd);
    }

    /**
     * Names the log; there is no lock to take, since the journal's covers it.
     *
     * @param onEnd told, in one line, when no more can be appended; called by the appending thread
     */
    public static EventLog open(EventLogConfig config, Consumer<String> onEnd) {
        return new EventLog(config, onEnd);
    }

    /**
     * Finds the log's end. A torn end is left behind.
     *
     * @param from position from which on the log is judged: 1, or that behind the oldest snapshot's outputs
     * @throws JournalDamagedException when entries from there on are missing or changed; names file and position
     */
    public void recover(long from, ReadProgress progress) throws IOException {
        if (from < 1) {
            throw new IllegalArgumentException("from = " + from + ": expected a position, from 1");
        }
        try {
            end = segments.recover(from, this::found, progress);
            if (lastSequence == 0 && end.lastSequence() > 0) {
                // The segments read have begun and hold nothing; the last entry is in one before.
                end = segments.recover(end.lastSequence(), this::found, ReadProgress.NONE);
            }
        } catch (JournalDamagedException e) {
            throw e.ofEventLog(directory);
        }
        lastPosition = end.lastSequence();
    }

    private void found(long position, long timestampNs, DirectBuffer buffer, int offset, int length) {
        lastSequence = buffer.getLong(offset + EventLogEntry.SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
        lastIndex = buffer.getInt(offset + EventLogEntry.INDEX_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Newest position that was found or put in; 0 in a log that is not there. A snapshot with more outputs is too new for it. */
    public long lastPosition() {
        return lastPosition;
    }

    /** Whether there is a log. Where there is none, a replay may begin behind any snapshot, and the log begins there too. */
    public boolean hasBegun() {
        return end != null && end.hasBegun();
    }

    /** Outputs of the replay that were not in the log. */
    public long regenerated() {
        return regenerated;
    }

    /**
     * Says where the replay begins; again, when it begins anew.
     *
     * @param sequence of the last event before it: 0, or the snapshot's
     * @param keptOutputs of all events up to there, since the journal's first
     * @throws EventLogException when the log lacks outputs that the replay will not make, or has others
     */
    public void replayFrom(long sequence, long keptOutputs) {
        if (end == null) {
            throw new IllegalStateException("a replay begins after the event log was recovered");
        }
        if (!end.hasBegun() && lastSequence == 0) {
            lastPosition = keptOutputs;
        }
        boolean isEndReplayed = lastSequence > sequence;
        if (keptOutputs > lastPosition) {
            throw new EventLogException(
                    directory,
                    lastPosition,
                    lastSequence,
                    "it ends there, and the replay begins behind sequence " + sequence + " and " + keptOutputs
                            + " outputs");
        }
        if (lastSequence > 0 && isEndReplayed == (keptOutputs == lastPosition)) {
            throw new EventLogException(
                    directory,
                    lastPosition,
                    lastSequence,
                    "it ends there, yet up to sequence " + sequence + " there are " + keptOutputs + " outputs");
        }
        replayedSequence = sequence;
        replayedPosition = keptOutputs;
    }

    /**
     * Takes an event of the replay, with the outputs that the core has made for it again, and appends those that the log lacks.
     *
     * @throws EventLogException when the log's last entry is another than the replay has at its position
     */
    public void regenerate(EventSlot slot) {
        // One that an operator had skipped is not there.
        if (replayedSequence < 0 || slot.sequence() <= replayedSequence) {
            throw new IllegalStateException(
                    "sequence " + slot.sequence() + " is replayed behind sequence " + replayedSequence);
        }
        replayedSequence = slot.sequence();
        OutputBuffer out = slot.out();
        int index = 0;
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            if (KeptOutputs.isKept(out, frame)) {
                replayedPosition++;
                if (replayedPosition > lastPosition) {
                    append(slot, frame, index);
                } else if (replayedPosition == lastPosition) {
                    checkLast(slot.sequence(), index);
                }
            }
            index++;
        }
    }

    private void append(EventSlot slot, int frame, int index) {
        if (!writer.hasBegun()) {
            writer.begin(lastPosition, end.lastTimestampNs());
        }
        writer.stage(slot, slot.timestampNs(), frame, index);
        lastPosition = replayedPosition;
        lastSequence = slot.sequence();
        lastIndex = index;
        regenerated++;
    }

    private void checkLast(long sequence, int index) {
        if (lastSequence > 0 && (sequence != lastSequence || index != lastIndex)) {
            throw new EventLogException(
                    directory,
                    lastPosition,
                    lastSequence,
                    "output " + lastIndex + " stands there, where the replay has output " + index + " of sequence "
                            + sequence);
        }
    }

    /**
     * Ends the replay at the journal's end. From here on what it has put in can be read.
     *
     * @param journal as it was recovered
     * @throws EventLogException when the log goes further than the journal
     */
    public void checkEnd(RecoveryReport journal) {
        if (replayedSequence < 0 || replayedSequence > journal.lastSequence()) {
            throw new IllegalStateException("the replay ended with sequence " + replayedSequence + ", the journal with "
                    + journal.lastSequence());
        }
        if (replayedPosition < lastPosition) {
            throw new EventLogException(
                    directory,
                    lastPosition,
                    lastSequence,
                    "it ends there, but the journal ends with sequence " + journal.lastSequence() + " and "
                            + replayedPosition
                            + " outputs, so the journal may have lost its end: then restore that from a"
                            + " copy");
        }
        writer.commit();
    }

    /**
     * Goes on behind the journal's end, with all that is missing in the log. Once.
     *
     * @param journal as it was recovered
     * @throws EventLogException when the log goes further than the journal
     */
    public EventLogStage stage(RecoveryReport journal) {
        checkEnd(journal);
        if (!writer.hasBegun()) {
            writer.begin(lastPosition, end.lastTimestampNs());
        }
        return new EventLogStage(writer, journal.lastSequence(), journal.lastTimestampNs());
    }

    /** Commits what the replay has put in, and closes the segment. Idempotent. */
    @Override
    public void close() throws IOException {
        try {
            writer.commit();
        } finally {
            segments.close();
        }
    }
}
