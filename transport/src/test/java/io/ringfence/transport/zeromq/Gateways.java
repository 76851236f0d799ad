package io.ringfence.transport.zeromq;

import java.util.List;

/** Configurations of tests. */
final class Gateways {
    private Gateways() {}

    /** Any port, nobody to listen to. */
    static ZeroMqConfig plain() {
        return listeningTo();
    }

    static ZeroMqConfig listeningTo(String... producers) {
        return with(bounds(16, 5_000, 1_024), producers);
    }

    static ZeroMqConfig with(ZeroMqBounds bounds, String... producers) {
        return new ZeroMqConfig("127.0.0.1", 0, false, List.of(producers), "", bounds);
    }

    /** Messages of 4 KiB, payloads of 2 KiB. */
    static ZeroMqBounds bounds(int maxConnections, int busyTimeoutMs, int maxPendingEvents) {
        return new ZeroMqBounds(maxConnections, 4_096, 2_048, 64, 64, maxPendingEvents, busyTimeoutMs, 5_000, 500);
    }
}
