package io.ringfence.transport.client;

import java.net.URI;

/**
 * Where the edge is, and the bounds of one client.
 *
 * @param uri {@code ws://host:port/ws} or {@code wss:}
 * @param connectTimeoutMs from the question for a token to the answer to it
 * @param heartbeatMs the edge's {@code heartbeat-ms}; a connection that is silent for twice as long is given up
 * @param firstBackoffMs longest wait before the first reconnect; it doubles with each further one
 * @param maxBackoffMs longest wait before any
 * @param refreshBeforeMs a new token is asked for so long before the old one expires, at half its time at the earliest
 * @param receiveWindowMessages messages that may wait for listeners
 * @param maxPendingRequests requests that may wait for their answers
 * @param maxMessageChars longest message that is read
 * @param maxRememberedEvents events with a promise that were processed and would be known if they came again
 */
public record EdgeClientConfig(
        URI uri,
        int connectTimeoutMs,
        int heartbeatMs,
        int firstBackoffMs,
        int maxBackoffMs,
        int refreshBeforeMs,
        int receiveWindowMessages,
        int maxPendingRequests,
        int maxMessageChars,
        int maxRememberedEvents) {

    /** Validates. */
    public EdgeClientConfig {
        if (uri == null || !("ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("uri = " + uri + ": expected ws:// or wss://");
        }
        check(connectTimeoutMs, "connectTimeoutMs", 1);
        check(heartbeatMs, "heartbeatMs", 1);
        check(firstBackoffMs, "firstBackoffMs", 1);
        check(maxBackoffMs, "maxBackoffMs", firstBackoffMs);
        check(refreshBeforeMs, "refreshBeforeMs", 0);
        check(receiveWindowMessages, "receiveWindowMessages", 1);
        check(maxPendingRequests, "maxPendingRequests", 1);
        check(maxMessageChars, "maxMessageChars", 1_024);
        check(maxRememberedEvents, "maxRememberedEvents", 1);
    }

    /** Ten seconds to connect and between heartbeats, reconnects after 250 ms to 30 s, 1,024 messages, 4 Mi characters; 16,384 events known. */
    public static EdgeClientConfig of(URI uri) {
        return new EdgeClientConfig(uri, 10_000, 10_000, 250, 30_000, 60_000, 1_024, 100, 4 << 20, 16_384);
    }

    private static void check(int value, String name, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " = " + value + ": expected at least " + least);
        }
    }
}
