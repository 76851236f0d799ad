package io.ringfence.bench.rig;

/** Where a subject puts the times it took. What was due in the warm-up is not kept. */
public interface Recordings {
    /** A point on a message's way, such as {@code journal} or {@code order}; in the order they are to be shown. Before the start. */
    Recording point(String name);

    /** The times at one point; one thread at a time. */
    interface Recording {
        /** A message that was due at {@code dueNs} is here. Does not allocate. */
        void record(long dueNs, long nowNs);
    }
}
