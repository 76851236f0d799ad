package io.ringfence.journal;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A host as the journal sees one: opens, recovers, runs the stage, closes. */
final class Host implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 20;

    final Recorded.Listener replayed = new Recorded.Listener();
    final RecoveryReport report;
    final JournalStage stage;
    private final Journal journal;
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private long sequence;

    Host(JournalConfig config) throws IOException {
        this(config, DiskSpaceListener.NONE);
    }

    Host(JournalConfig config, DiskSpaceListener diskSpace) throws IOException {
        journal = Journal.open(config);
        try {
            report = journal.recover(1, replayed, ReadProgress.NONE);
            stage = journal.begin(diskSpace);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
        sequence = report.lastSequence();
        stage.onStart();
    }

    /** Small groups and segments, so that tests meet their ends. */
    static JournalConfig config(Path directory, int maxGroupBytes, long segmentBytes) {
        return config(directory, Durability.PROCESS, maxGroupBytes, segmentBytes);
    }

    static JournalConfig config(Path directory, Durability durability, int maxGroupBytes, long segmentBytes) {
        return new JournalConfig(directory, durability, maxGroupBytes, segmentBytes, BLOCK_BYTES, 0, 0, 1_000);
    }

    static JournalConfig config(Path directory) {
        return config(directory, 4096, 1 << 20);
    }

    /** Appends one event and returns its sequence. */
    long append(long timestampNs, byte[] message, boolean endOfBatch) {
        slot.claim(++sequence, timestampNs);
        slot.in().set(new UnsafeBuffer(message), 0, message.length);
        stage.onEvent(slot, endOfBatch);
        return sequence;
    }

    @Override
    public void close() throws IOException {
        stage.onStop();
        journal.close();
    }

    /** What a reader without a lock sees. */
    static List<Recorded> read(Path directory) throws IOException {
        Recorded.Listener listener = new Recorded.Listener();
        new JournalReader(directory).forEach(1, Long.MAX_VALUE, listener);
        return listener.events;
    }
}
