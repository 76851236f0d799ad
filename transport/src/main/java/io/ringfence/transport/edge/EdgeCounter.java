package io.ringfence.transport.edge;

/** What the edge counts. Ids are stable; they are the places in a counters file. */
public enum EdgeCounter {
    /** Connections open now, with or without a finished handshake. */
    CONNECTIONS_OPEN(0, "edge connections open"),
    /** Connections taken since the start. */
    CONNECTIONS_ACCEPTED(1, "edge connections accepted"),
    /** Connections turned away because too many were open. */
    CONNECTIONS_REFUSED(2, "edge connections refused: too many open"),
    /** Messages of clients that were answered with an error. */
    MESSAGES_BAD(3, "edge client messages refused"),
    /** Price messages encoded, once each however many clients get them. */
    PRICES_ENCODED(4, "edge prices encoded"),
    /** Messages of channel orders encoded. */
    ORDERS_ENCODED(5, "edge order events encoded"),
    /** Price messages written to clients. */
    PRICES_SENT(6, "edge prices sent"),
    /** Messages of channel orders written to clients. */
    ORDERS_SENT(7, "edge order events sent"),
    /** Prices that a newer one replaced while its client could not keep up. */
    PRICES_CONFLATED(8, "edge prices conflated: slow client"),
    /** Prices that a newer one replaced while an event loop could not keep up. */
    PRICES_CONFLATED_AT_HAND_OFF(9, "edge prices conflated: slow event loop"),
    /** Messages of channel orders that found an event loop's hand-off full; its subscribers are closed. */
    ORDERS_REFUSED_AT_HAND_OFF(10, "edge order events refused: slow event loop"),
    /** Clients closed because they, or their event loop, could not keep up. */
    CLIENTS_CLOSED_SLOW(11, "edge clients closed: slow"),
    /** Clients closed for what they sent. */
    CLIENTS_CLOSED_VIOLATION(12, "edge clients closed: violation"),
    /** Messages given up because there was no memory for them; treated as if the hand-off were full. */
    MEMORY_SHORT(13, "edge messages without memory"),
    /** Prices of instruments that have no symbol here, or an id beyond the bound. */
    PRICES_WITHOUT_SYMBOL(14, "edge prices without symbol");

    private final int id;
    private final String label;

    EdgeCounter(int id, String label) {
        this.id = id;
        this.label = label;
    }

    /** Place in a counters file. */
    public int id() {
        return id;
    }

    /** Words for people. */
    public String label() {
        return label;
    }
}
