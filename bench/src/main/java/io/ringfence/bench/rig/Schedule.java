package io.ringfence.bench.rig;

/** When messages are due, from the first one's earliest time on. One thread; nothing is allocated. */
public interface Schedule {
    /** When the next message is due, in nanoseconds from the start; never before the one in front of it. */
    long nextNs();

    /** So many messages are due before that time, wherever {@link #nextNs} has got to. */
    long countBefore(long lengthMs);
}
