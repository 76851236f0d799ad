package io.ringfence.transport.edge;

/**
 * Bounds on connections, and how long each of their steps may take.
 *
 * @param maxConnections most open connections; one more is answered 503
 * @param handshakeTimeoutMs from the connection to the end of its WebSocket handshake
 * @param idleTimeoutMs a client that sent nothing for half of it is pinged, for all of it closed
 * @param closeTimeoutMs from a close frame to the end of the connection, where the client does not answer it
 * @param shutdownTimeoutMs longest wait for clients to go when the edge is closed
 * @param reconnectAfterMs what clients are told to wait before they come back, when the edge is closed ...
 * @param reconnectSpreadMs ... and at most so much more, drawn for each, so that they do not come all at once
 */
public record ConnectionConfig(
        int maxConnections,
        int handshakeTimeoutMs,
        int idleTimeoutMs,
        int closeTimeoutMs,
        int shutdownTimeoutMs,
        int reconnectAfterMs,
        int reconnectSpreadMs) {

    /** Validates. */
    public ConnectionConfig {
        Bounds.check(maxConnections, 1, 1 << 20, "max-connections");
        Bounds.checkTimeoutMs(handshakeTimeoutMs, 1, "handshake-timeout-ms");
        Bounds.checkTimeoutMs(idleTimeoutMs, 2, "idle-timeout-ms");
        Bounds.checkTimeoutMs(closeTimeoutMs, 1, "close-timeout-ms");
        Bounds.checkTimeoutMs(shutdownTimeoutMs, 0, "shutdown-timeout-ms");
        Bounds.checkTimeoutMs(reconnectAfterMs, 0, "reconnect-after-ms");
        Bounds.checkTimeoutMs(reconnectSpreadMs, 0, "reconnect-spread-ms");
    }

    /** 1,024 connections, silent for a minute at most; back after 1 to 5 s. */
    public static ConnectionConfig defaults() {
        return new ConnectionConfig(1_024, 10_000, 60_000, 2_000, 5_000, 1_000, 4_000);
    }
}
