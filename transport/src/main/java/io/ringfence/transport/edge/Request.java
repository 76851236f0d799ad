package io.ringfence.transport.edge;

import java.util.Set;

/** What a client may ask, checked. The id is JSON text to echo, or null when there was none. */
sealed interface Request {
    /** JSON text of the id, or null. */
    String id();

    /** What can be subscribed to. */
    enum Channel {
        PRICES("prices"),
        ORDERS("orders");

        static final String EXPECTED = "prices or orders";

        private final String wireName;

        Channel(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }

        /** The channel of this name, or null. */
        static Channel of(String wireName) {
            for (Channel channel : values()) {
                if (channel.wireName.equals(wireName)) {
                    return channel;
                }
            }
            return null;
        }
    }

    /**
     * Starts a channel.
     *
     * @param symbols whose prices are wanted, null for all; only with prices
     */
    record Subscribe(String id, Channel channel, Set<String> symbols) implements Request {}

    /** Ends a channel. */
    record Unsubscribe(String id, Channel channel) implements Request {}

    /** Asks for an answer. */
    record Ping(String id) implements Request {}

    /**
     * A message that is no request.
     *
     * @param code for programs
     * @param message for people: field, value, what was expected
     */
    record Refused(String id, ErrorCode code, String message) implements Request {}
}
