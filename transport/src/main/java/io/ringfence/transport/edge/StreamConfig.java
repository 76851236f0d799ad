package io.ringfence.transport.edge;

/**
 * Bounds on streams and what is kept of them for clients that come back.
 *
 * @param maxInstruments instruments whose prices are published; those with a higher id are not
 * @param historyEvents newest events kept of each stream
 * @param historyBytes bytes of all events kept, of all streams; at the bound a stream keeps as many as it has
 * @param heartbeatMs a connection with a stream hears of it after so much silence
 * @param highFrequencyMaxHz most events a second of one runner and one high-frequency type, where a subscription names no other
 */
public record StreamConfig(
        int maxInstruments, int historyEvents, long historyBytes, int heartbeatMs, int highFrequencyMaxHz) {

    /** Validates. */
    public StreamConfig {
        Bounds.check(maxInstruments, 1, 1 << 20, "max-instruments");
        Bounds.check(historyEvents, 1, 1 << 20, "history-events");
        if (historyBytes < 1 << 16 || historyBytes > 1L << 36) {
            throw Bounds.refusal("history-bytes", historyBytes, (1 << 16) + " to " + (1L << 36));
        }
        Bounds.checkTimeoutMs(heartbeatMs, 10, "heartbeat-ms");
        Bounds.check(highFrequencyMaxHz, 1, 1_000, "high-frequency-max-hz");
    }

    /** 4,096 instruments, 1,024 events of each stream in at most 256 MiB, a heartbeat each 10 s. */
    public static StreamConfig defaults() {
        return new StreamConfig(4_096, 1_024, 256L << 20, 10_000, 4);
    }
}
