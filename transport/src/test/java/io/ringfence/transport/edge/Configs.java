package io.ringfence.transport.edge;

/** Edges with small bounds, so that tests reach them. */
final class Configs {
    private static final EdgeConfig SMALL = EdgeConfig.defaults()
            .with(connections(1_024, 60_000))
            .with(new AdmissionConfig(1_024, 16, 100_000, 100_000, 64, 60_000))
            .with(new MessageConfig(16_384, 16_384, 64, 100_000, 100_000, 4, 4, 4, false))
            .with(buffers(4_096))
            .with(new StreamConfig(64, 64, 1 << 20, 10_000, 4))
            .with(Access.OPEN);

    private Configs() {}

    /** Any port, four bad messages, a hand-off of so many messages. */
    static EdgeConfig handOff(int messages) {
        return SMALL.with(buffers(messages));
    }

    static EdgeConfig maxConnections(int count) {
        return SMALL.with(connections(count, 60_000));
    }

    static EdgeConfig idleTimeoutMs(int timeoutMs) {
        return SMALL.with(connections(1_024, timeoutMs));
    }

    static EdgeConfig small() {
        return SMALL;
    }

    /** A heartbeat so often. */
    static EdgeConfig heartbeatMs(int heartbeatMs) {
        return SMALL.with(new StreamConfig(64, 64, 1 << 20, heartbeatMs, 4));
    }

    static EdgeConfig closeTimeoutMs(int timeoutMs) {
        return SMALL.with(new ConnectionConfig(1_024, 10_000, 60_000, timeoutMs, 1_000, 1_500, 0));
    }

    private static ConnectionConfig connections(int maxCount, int idleTimeoutMs) {
        return new ConnectionConfig(maxCount, 10_000, idleTimeoutMs, 10_000, 1_000, 1_500, 0);
    }

    private static BufferConfig buffers(int handOffMessages) {
        return new BufferConfig(65_536, 4_096, 8_192, 16_384, handOffMessages);
    }
}
