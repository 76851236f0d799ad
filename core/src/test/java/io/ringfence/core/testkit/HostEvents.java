package io.ringfence.core.testkit;

import static io.ringfence.core.testkit.Encoding.commit;
import static io.ringfence.core.testkit.Encoding.room;

import io.ringfence.core.event.DiskLevel;
import io.ringfence.core.event.DiskSpaceChangedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.ReplicaDivergedEncoder;
import io.ringfence.core.event.SequenceSkippedEncoder;
import io.ringfence.core.ring.EventBuffer;

/** Inputs of what the host finds out about itself. */
public interface HostEvents {
    /** DISK_SPACE_CHANGED. */
    record DiskSpace(DiskLevel level, long freeBytes) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new DiskSpaceChangedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .freeBytes(freeBytes)
                    .level(level);
            commit(in, DiskSpaceChangedEncoder.BLOCK_LENGTH);
        }
    }

    /** REPLICA_DIVERGED. */
    record Diverged(long firstSequence, long lastSequence) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new ReplicaDivergedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .firstSequence(firstSequence)
                    .lastSequence(lastSequence)
                    .hostDigest(1)
                    .replicaDigest(2);
            commit(in, ReplicaDivergedEncoder.BLOCK_LENGTH);
        }
    }

    /** SEQUENCE_SKIPPED. */
    record Skipped(long skippedSequence) implements TestEvent {
        @Override
        public void encode(EventBuffer in) {
            new SequenceSkippedEncoder()
                    .wrapAndApplyHeader(room(in), 0, new MessageHeaderEncoder())
                    .skippedSequence(skippedSequence);
            commit(in, SequenceSkippedEncoder.BLOCK_LENGTH);
        }
    }
}
