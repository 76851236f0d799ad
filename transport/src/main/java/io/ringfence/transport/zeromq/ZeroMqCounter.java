package io.ringfence.transport.zeromq;

/** What the gateway counts, since the start but for the first two. Ids are stable. */
public enum ZeroMqCounter {
    EVENTS_PENDING(0, "events pending", "now, on their way through the core"),
    USERS_WATCHED(1, "users watched", "now, whose events producers are asked for"),
    EVENTS_RECEIVED(2, "events received", "well or badly formed, from all sockets"),
    EVENTS_QUEUED(3, "events queued", "journaled for the first time"),
    EVENTS_REPEATED(4, "events repeated", "whose id had come before"),
    EVENTS_REFUSED(5, "events refused", "by the core, or because something in them is wrong"),
    EVENTS_BUSY(6, "events not taken: busy", "found no room in the ring for too long, or the core halted"),
    MESSAGES_BAD(7, "messages bad", "in which no event id could be read, so that nobody could be told"),
    EVENTS_OF_OTHERS(8, "events of others", "published under the topic of another user, or of one without a session"),
    ACKS_SENT(9, "acks sent", "handed to a socket"),
    ACKS_LOST(10, "acks lost", "whose producer had gone, or took none; it sends the event again"),
    CONNECTIONS_REFUSED(11, "connections refused", "because too many were open"),
    PRODUCERS_LOST(12, "producers lost", "a connection to one broke, or it sent what it may not"),
    FRAMES_REFUSED(13, "frames refused", "of a size that no message has"),
    FAULTS(14, "faults", "exceptions in the sockets' own threads");

    private final int id;
    private final String label;
    private final String meaning;

    ZeroMqCounter(int id, String label, String meaning) {
        this.id = id;
        this.label = label;
        this.meaning = meaning;
    }

    /** Place among the gateway's counters. */
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
