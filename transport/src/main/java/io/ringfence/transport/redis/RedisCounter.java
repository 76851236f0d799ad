package io.ringfence.transport.redis;

/** What the bridge counts. Ids are stable. */
public enum RedisCounter {
    CONNECTS(0, "connections made", "since the start, of both directions"),
    CONNECTS_FAILED(1, "connections not made", "refused, without an answer, or not let in"),
    DISCONNECTS(2, "connections lost", "ended, or without an answer for too long"),
    MESSAGES_RECEIVED(3, "messages received", "on the channel of prices"),
    MESSAGES_BAD(4, "messages bad", "that were no price, and passed over"),
    MESSAGES_OF_OTHERS(5, "messages of others", "of symbols that are not taken; own ones among them"),
    PUBLISHED(6, "messages published", "that Redis has taken, whether or not anyone listens"),
    PUBLISHES_FAILED(7, "messages lost", "that Redis refused, or that a connection took along as it ended"),
    PRICES_CONFLATED(8, "prices conflated", "a newer one came before the older was due"),
    EVENTS_DROPPED_DOWN(9, "events dropped: down", "fills and rejections while there was no connection"),
    EVENTS_DROPPED_FULL(10, "events dropped: full", "fills and rejections that came faster than Redis took them");

    private final int id;
    private final String label;
    private final String meaning;

    RedisCounter(int id, String label, String meaning) {
        this.id = id;
        this.label = label;
        this.meaning = meaning;
    }

    /** Place among the bridge's counters. */
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
