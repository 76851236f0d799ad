package io.ringfence.journal.replica;

/**
 * What the replica behind a host does.
 *
 * @param intervalNs longest time from one snapshot to the next, while there is anything new
 * @param intervalEvents most events from one snapshot to the next: what a restart has to replay
 * @param keep snapshots kept, 2 to 1000; the newest may turn out to be damaged
 * @param isJournalTrimmed whether segments that no kept snapshot needs are deleted; then nothing can be replayed from genesis
 */
public record ReplicaConfig(long intervalNs, long intervalEvents, int keep, boolean isJournalTrimmed) {
    private static final long MIN_INTERVAL_NS = 1_000_000;

    /** Validates. */
    public ReplicaConfig {
        check(intervalNs >= MIN_INTERVAL_NS, "interval", intervalNs + " ns", "at least 1 ms");
        check(intervalEvents >= 1, "interval-events", intervalEvents, "at least 1");
        check(keep >= 2 && keep <= 1000, "keep", keep, "2 to 1000");
    }

    /** A snapshot each minute or million events, two of them kept, and the whole journal. */
    public static ReplicaConfig defaults() {
        return new ReplicaConfig(60_000_000_000L, 1_000_000, 2, false);
    }

    private static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("snapshots." + field + " = " + value + ": expected " + expected);
        }
    }
}
