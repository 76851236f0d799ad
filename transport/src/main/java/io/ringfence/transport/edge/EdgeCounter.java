package io.ringfence.transport.edge;

/** What the edge counts. Ids are stable. */
public enum EdgeCounter {
    CONNECTIONS_OPEN(0, "connections open", "now, with or without a finished handshake"),
    CONNECTIONS_ACCEPTED(1, "connections accepted", "since the start"),
    CONNECTIONS_REFUSED(2, "connections refused", "because too many were open"),
    MESSAGES_BAD(3, "client messages refused", "that were answered with an error"),
    PRICES_ENCODED(4, "prices encoded", "once each, however many clients get them"),
    EVENTS_ENCODED(5, "events encoded", "once each, however many clients get them"),
    PRICES_SENT(6, "prices sent", "written to clients"),
    EVENTS_SENT(7, "events sent", "written to clients"),
    PRICES_CONFLATED(8, "prices conflated: client", "a newer one came while the client could not keep up"),
    PRICES_CONFLATED_AT_HAND_OFF(
            9, "prices conflated: loop", "a newer one came while the event loop could not keep up"),
    EVENTS_REFUSED_AT_HAND_OFF(10, "events refused: loop", "its hand-off was full; the loop's subscribers are closed"),
    CLIENTS_CLOSED_SLOW(11, "clients closed: slow", "they, or their event loop, could not keep up"),
    CLIENTS_CLOSED_VIOLATION(12, "clients closed: violation", "for what they sent"),
    MEMORY_SHORT(13, "messages without memory", "given up, as if the hand-off were full"),
    PRICES_WITHOUT_SYMBOL(14, "prices without symbol", "of instruments without one, or with an id beyond the bound"),
    CLIENTS_RESUMED(15, "streams resumed", "a client came back and got all that it had missed"),
    CLIENTS_NOT_RESUMED(16, "streams not resumed", "a client came back for more than is kept, or for another history"),
    CONNECTIONS_REFUSED_ADDRESS(17, "connections refused: address", "because too many of their address were open"),
    CONNECTS_TOO_SOON(18, "connections refused: rate", "because they came too soon after others of their address"),
    CONNECTIONS_REFUSED_USER(19, "connections refused: user", "because too many of their user were open"),
    TLS_REFUSED(20, "connections refused: TLS", "that spoke none, or whose handshake failed"),
    ORIGINS_REFUSED(21, "requests refused: origin", "that browsers sent for pages that are not allowed"),
    MESSAGES_TOO_SOON(22, "client messages refused: rate", "frames and requests beyond what a connection may send"),
    TOKENS_REFUSED(23, "tokens refused", "that do not hold, or not any more"),
    CLIENTS_CLOSED_SESSION(24, "clients closed: session", "no auth in time, another user, token expired or revoked"),
    TLS_RELOADS_FAILED(25, "certificates refused", "that have changed and cannot be used; the old ones stay"),
    SESSIONS_OPEN(26, "sessions open", "now: clients that take the events of their own account"),
    MESSAGES_RELAYED(27, "messages relayed", "that are not kept, written to sessions"),
    RELAYS_DROPPED(28, "relayed messages dropped", "for a session, or its event loop, that could not keep up");

    private final int id;
    private final String label;
    private final String meaning;

    EdgeCounter(int id, String label, String meaning) {
        this.id = id;
        this.label = label;
        this.meaning = meaning;
    }

    /** Place among the edge's counters. */
    public int id() {
        return id;
    }

    /** A few words for people. */
    public String label() {
        return label;
    }

    /** What the label does not say. */
    public String meaning() {
        return meaning;
    }
}
