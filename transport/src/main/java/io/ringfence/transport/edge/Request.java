package io.ringfence.transport.edge;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a client may ask, checked. The id is JSON text to echo, or null when there was none. */
sealed interface Request {
    /** JSON text of the id, or null. */
    String id();

    /**
     * Starts a channel, or starts it anew with another filter and pace.
     *
     * @param account whose, where the client may say; empty for the client's own
     * @param recover after which event to go on; null for none
     * @param history newest events wanted, 0 for none
     * @param wantsSnapshot whether the state as of now is wanted
     */
    record Subscribe(
            String id,
            Channel channel,
            OptionalInt account,
            Recover recover,
            int history,
            boolean wantsSnapshot,
            Filter filter,
            Pacing pacing)
            implements Request {

        /** Everything of a channel, from now on. */
        static Subscribe to(String id, Channel channel) {
            return new Subscribe(id, channel, OptionalInt.empty(), null, 0, true, Filter.NONE, Pacing.NONE);
        }
    }

    /** The last event of a stream that a client has processed. */
    record Recover(String epoch, long seq) {}

    /** Ends a channel. */
    record Unsubscribe(String id, Channel channel, OptionalInt account) implements Request {}

    /** Says who the client is. */
    record Auth(String id, String token) implements Request {
        /** Without the token. */
        @Override
        public String toString() {
            return "Auth[id=" + id + "]";
        }
    }

    /** Asks for an answer. */
    record Ping(String id) implements Request {}

    /**
     * A message of another type, which its own reader takes apart.
     *
     * @param json the whole message
     */
    record Other(String id, String type, byte[] json) implements Request {}

    /**
     * A message that is no request.
     *
     * @param code for programs
     * @param message for people: field, value, what was expected
     * @param retryAfterMs when the same may succeed; empty for never
     */
    record Refused(String id, ErrorCode code, String message, OptionalLong retryAfterMs) implements Request {
        Refused(String id, ErrorCode code, String message) {
            this(id, code, message, OptionalLong.empty());
        }
    }
}
