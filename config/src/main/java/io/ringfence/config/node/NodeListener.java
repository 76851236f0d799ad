package io.ringfence.config.node;

import io.ringfence.journal.replica.Rebuilt;
import io.ringfence.journal.replica.SnapshotInfo;
import io.ringfence.transport.feed.BadRowListener;

/** What a node tells the person who started it. Called on the node's threads; must not block for long. */
public interface NodeListener extends BadRowListener {
    /** The journal is being read; called now and then. */
    void onReplayProgress(long doneBytes, long totalBytes);

    /** The journal has been read, and the core stands where it stood. */
    void onRecovered(Rebuilt rebuilt);

    /** The host warms up; called now and then, with how many of the made-up ticks are through. */
    default void onWarmUp(long doneTicks, long totalTicks) {}

    /** It has done so, or its time was over. */
    default void onWarmedUp(long durationNs) {}

    /** A snapshot is on the disk. */
    default void onSnapshot(SnapshotInfo snapshot) {}

    /** The edge listens. */
    void onListening(String address);

    /** Something that a person should know and that keeps nothing from going on; one line. */
    default void onNotice(String line) {}
}
