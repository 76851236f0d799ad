package io.ringfence.journal;

import java.nio.ByteBuffer;

/** Where a sealed group goes: prepared, appended, synced. */
interface GroupSink {
    /**
     * Number of the segment that the next group of this size will go to; opens one when it has to.
     *
     * @param nextSequence first sequence of that group
     * @param lastTimestampNs of the event before it
     */
    int prepare(long nextSequence, long lastTimestampNs, int groupBytes);

    /** Appends the first {@code groupBytes} of {@code group} as one document. */
    void append(ByteBuffer group, int groupBytes);

    /** Returns when all that was appended is as durable as configured. Nothing of it passes the gate before. */
    void sync();
}
