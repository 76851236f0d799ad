package io.ringfence.journal.replica;

/** What the replica behind a host finds and does. Called on its thread. */
public interface ReplicaListener {
    /** A snapshot is on the disk. */
    void onSnapshot(SnapshotInfo snapshot);

    /**
     * The replica has put out something else than the host. No further snapshot is taken; the replica has ended.
     *
     * @param firstSequence of the window in which they differ first
     * @param lastSequence of that window
     */
    void onDivergence(long firstSequence, long lastSequence, long hostDigest, long replicaDigest);

    /** The replica cannot go on, and why; the host can. No further snapshot is taken. */
    void onFailure(String reason);
}
