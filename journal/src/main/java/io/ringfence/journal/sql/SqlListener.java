package io.ringfence.journal.sql;

/** Told what becomes of the projection, a line each. Called on its thread; must not block for long. */
public interface SqlListener {
    /** The database is there and goes on behind this position. */
    void onConnected(String place, long position);

    /** It cannot be reached, or failed: tried again after a while. Said once for each reason, until it is back. */
    void onLost(String reason, long retryMs);

    /** Everything that the event log had is in the tables. Said once after each connect. */
    void onCaughtUp(long position);

    /** It cannot go on, and does not until the next start. */
    void onRefused(String reason);
}
