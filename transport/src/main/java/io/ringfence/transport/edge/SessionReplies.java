package io.ringfence.transport.edge;

import io.ringfence.transport.account.Identity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What the edge says about a connection as a whole, as JSON. Off the path. */
final class SessionReplies {
    static final int PROTOCOL_VERSION = 1;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
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

    static String forbiddenHost() {
        return "{\"type\":\"error\",\"code\":\"FORBIDDEN\",\"message\":\"Host: expected an address, localhost, or the host"
                + " of one of edge.allowed-origins, as edge.access is open\",\"temporary\":false}";
    }

    static String tooLarge(int maxBytes) {
        return "{\"type\":\"error\",\"code\":\"TOO_LARGE\",\"message\":\"body: expected at most " + maxBytes
                + " bytes\",\"temporary\":false}";
    }

    /** Who the client is from now on; without a time where that has no end. */
    static String authenticated(String id, Session session) {
        Identity identity = session.identity();
        String expires = session.expiresAtMs() == 0
                ? "null"
                : '"' + TIME.format(Instant.ofEpochMilli(session.expiresAtMs())) + '"';
        return "{\"type\":\"authenticated\"" + (id == null ? "" : ",\"id\":" + id) + ",\"user\":"
                + Replies.quoted(identity.userName()) + ",\"account\":" + identity.accountId() + ",\"expires\":"
                + expires
                + ",\"version\":" + PROTOCOL_VERSION + '}';
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
