package io.ringfence.transport.edge;

/** Edges with small bounds, so that tests reach them. */
final class Configs {
    private Configs() {}

    /** Any port, four bad messages, a hand-off of so many messages. */
    static EdgeConfig handOff(int messages) {
        return config(1_024, messages, 60_000, 10_000);
    }

    static EdgeConfig maxConnections(int count) {
        return config(count, 4_096, 60_000, 10_000);
    }

    static EdgeConfig idleTimeoutMs(int timeoutMs) {
        return config(1_024, 4_096, timeoutMs, 10_000);
    }

    static EdgeConfig small() {
        return config(1_024, 4_096, 60_000, 10_000);
    }

    /** A heartbeat so often. */
    static EdgeConfig heartbeatMs(int heartbeatMs) {
        EdgeConfig small = small();
        return new EdgeConfig(
                small.host(),
                small.port(),
                small.ioThreads(),
                small.connections(),
                small.messages(),
                small.buffers(),
                new StreamConfig(64, 64, 1 << 20, heartbeatMs, 4),
                small.access());
    }

    static EdgeConfig closeTimeoutMs(int timeoutMs) {
        return config(1_024, 4_096, 60_000, timeoutMs);
    }

    private static EdgeConfig config(int maxConnections, int handOffMessages, int idleTimeoutMs, int closeTimeoutMs) {
        return new EdgeConfig(
                "127.0.0.1",
                0,
                1,
                new ConnectionConfig(maxConnections, 10_000, idleTimeoutMs, closeTimeoutMs, 1_000),
                new MessageConfig(16_384, 4, 4),
                new BufferConfig(65_536, 4_096, 8_192, 16_384, handOffMessages),
                new StreamConfig(64, 64, 1 << 20, 10_000, 4),
                Access.OPEN);
    }
}
