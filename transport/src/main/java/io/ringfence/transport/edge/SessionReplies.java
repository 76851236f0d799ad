package io.ringfence.transport.edge;

/** What the edge says about a connection as a whole, as JSON. Off the path. */
final class SessionReplies {
    private static final long NS_PER_MS = 1_000_000;
    private static final long MS_PER_S = 1_000;

    private SessionReplies() {}

    static String rateLimited(String what, long retryAfterMs) {
        return "{\"type\":\"error\",\"code\":\"RATE_LIMITED\",\"message\":\"" + what + ": too many, try again in "
                + retryAfterMs + " ms\",\"temporary\":true,\"retryAfterMs\":" + retryAfterMs + '}';
    }

    static String forbiddenOrigin() {
        return "{\"type\":\"error\",\"code\":\"FORBIDDEN\",\"message\":\"Origin: expected one of edge.allowed-origins, or"
                + " none\",\"temporary\":false}";
    }

    static String goAway(int reconnectAfterMs) {
        return "{\"type\":\"goaway\",\"reconnect_after_ms\":" + reconnectAfterMs + '}';
    }

    /** Never too early. */
    static long retryAfterMs(long waitNs) {
        return (waitNs + NS_PER_MS - 1) / NS_PER_MS;
    }

    /** As a header has it. */
    static long retryAfterS(long retryAfterMs) {
        return (retryAfterMs + MS_PER_S - 1) / MS_PER_S;
    }
}
