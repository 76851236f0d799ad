package io.ringfence.config.node;

import io.ringfence.journal.RecoveryReport;
import io.ringfence.transport.feed.BadRowListener;

/** What a node tells the person who started it. Called on the node's threads; must not block for long. */
public interface NodeListener extends BadRowListener {
    /** The journal is being read; called now and then. */
    void onReplayProgress(long doneBytes, long totalBytes);

    /** The journal has been read. */
    void onRecovered(RecoveryReport report);

    /** The edge listens. */
    void onListening(String address);

    /** Something that a person should know and that keeps nothing from going on; one line. */
    default void onNotice(String line) {}
}
