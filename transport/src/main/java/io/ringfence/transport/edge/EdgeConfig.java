package io.ringfence.transport.edge;

/**
 * Where the edge listens, and the bound on everything a client can make it hold.
 *
 * @param host address to bind, for example {@code 127.0.0.1}
 * @param port TCP port, 0 for any free one
 * @param ioThreads event loops; each client lives on one of them
 * @param maxConnections most open connections; one more is answered 503
 * @param maxFrameBytes largest frame, and largest message made of several frames, a client may send
 * @param maxSubscriptionsPerConnection most subscriptions of a client; a channel without filter counts one, a filter one for
 *     each symbol
 * @param maxInstruments instruments whose prices are published; those with a higher id are not
 * @param maxBadMessages bad messages in a row that are answered; one more closes the connection
 * @param maxPendingOrderBytes bytes that may wait in a connection when an order event is added to it, each message with 96
 *     bytes on top; beyond that the client is closed
 * @param writeBufferLowWaterBytes a client that could not keep up gets prices again when fewer bytes wait
 * @param writeBufferHighWaterBytes prices are conflated while more bytes wait
 * @param sendBufferBytes the kernel's send buffer of a connection, 0 for the system's choice
 * @param handOffMessages messages that may wait between the core and an event loop, a power of two
 * @param handshakeTimeoutMs from the connection to the end of its WebSocket handshake
 * @param idleTimeoutMs a client that sent nothing for half of it is pinged, for all of it closed
 * @param closeTimeoutMs from a close frame to the end of the connection, where the client does not answer it
 * @param shutdownTimeoutMs longest wait for clients to go when the edge is closed
 */
public record EdgeConfig(
        String host,
        int port,
        int ioThreads,
        int maxConnections,
        int maxFrameBytes,
        int maxSubscriptionsPerConnection,
        int maxInstruments,
        int maxBadMessages,
        int maxPendingOrderBytes,
        int writeBufferLowWaterBytes,
        int writeBufferHighWaterBytes,
        int sendBufferBytes,
        int handOffMessages,
        int handshakeTimeoutMs,
        int idleTimeoutMs,
        int closeTimeoutMs,
        int shutdownTimeoutMs) {

    private static final int MAX_TIMEOUT_MS = 3_600_000;

    /** Validates. */
    public EdgeConfig {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("edge.host = \"" + host + "\": expected an address to bind");
        }
        check(port, 0, 65_535, "port");
        check(ioThreads, 1, 64, "io-threads");
        check(maxConnections, 1, 1 << 20, "max-connections");
        check(maxFrameBytes, 1_024, 1 << 24, "max-frame-bytes");
        check(maxSubscriptionsPerConnection, 1, 65_536, "max-subscriptions-per-connection");
        check(maxInstruments, 1, 1 << 20, "max-instruments");
        check(maxBadMessages, 0, 1_000_000, "max-bad-messages");
        check(writeBufferHighWaterBytes, 1_024, 1 << 28, "write-buffer-high-water-bytes");
        check(writeBufferLowWaterBytes, 0, writeBufferHighWaterBytes, "write-buffer-low-water-bytes");
        check(maxPendingOrderBytes, writeBufferHighWaterBytes, 1 << 30, "max-pending-order-bytes");
        check(sendBufferBytes, 0, 1 << 28, "send-buffer-bytes");
        check(handOffMessages, 2, 1 << 24, "hand-off-messages");
        if (Integer.bitCount(handOffMessages) != 1) {
            throw refusal("hand-off-messages", handOffMessages, "a power of two");
        }
        check(handshakeTimeoutMs, 1, MAX_TIMEOUT_MS, "handshake-timeout-ms");
        check(idleTimeoutMs, 2, MAX_TIMEOUT_MS, "idle-timeout-ms");
        check(closeTimeoutMs, 1, MAX_TIMEOUT_MS, "close-timeout-ms");
        check(shutdownTimeoutMs, 0, MAX_TIMEOUT_MS, "shutdown-timeout-ms");
    }

    /** Loopback, any free port, one event loop, 1,024 connections; the base of profiles. */
    public static EdgeConfig defaults() {
        return new EdgeConfig(
                "127.0.0.1",
                0,
                1,
                1_024,
                65_536,
                256,
                4_096,
                10,
                1 << 20,
                32_768,
                65_536,
                0,
                16_384,
                10_000,
                60_000,
                2_000,
                5_000);
    }

    /** The same on another address. */
    public EdgeConfig on(String otherHost, int otherPort) {
        return new EdgeConfig(
                otherHost,
                otherPort,
                ioThreads,
                maxConnections,
                maxFrameBytes,
                maxSubscriptionsPerConnection,
                maxInstruments,
                maxBadMessages,
                maxPendingOrderBytes,
                writeBufferLowWaterBytes,
                writeBufferHighWaterBytes,
                sendBufferBytes,
                handOffMessages,
                handshakeTimeoutMs,
                idleTimeoutMs,
                closeTimeoutMs,
                shutdownTimeoutMs);
    }

    private static void check(int value, int min, int max, String field) {
        if (value < min || value > max) {
            throw refusal(field, value, min + " to " + max);
        }
    }

    private static IllegalArgumentException refusal(String field, int value, String expected) {
        return new IllegalArgumentException("edge." + field + " = " + value + ": expected " + expected);
    }
}
