package io.ringfence.transport.edge;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Whatever a client may ask beside subscriptions: commands and queries, over WebSocket and HTTP. Called on the client's event
 * loop, which it may not block; it replies on that loop, at once or later, once.
 */
public interface EdgeApi {
    /** Nothing. */
    EdgeApi NONE = new EdgeApi() {
        @Override
        public boolean takes(String type) {
            return false;
        }

        @Override
        public void message(int accountId, ApiMessage message, Executor loop, Consumer<ApiAnswer> reply) {
            throw new IllegalStateException("no type is taken");
        }

        @Override
        public void http(HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
            boolean isRoot = ask.path().equals("/");
            reply.accept(
                    isRoot
                            ? HttpReply.text(200, "Ringfence edge: JSON over WebSocket at /ws\n")
                            : HttpReply.text(404, "not found: the WebSocket is at /ws\n"));
        }
    };

    /** Whether messages of a type are for it. */
    boolean takes(String type);

    /** A message of a client that acts for an account. */
    void message(int accountId, ApiMessage message, Executor loop, Consumer<ApiAnswer> reply);

    /** An HTTP request, but for the WebSocket's upgrade. */
    void http(HttpAsk ask, Executor loop, Consumer<HttpReply> reply);

    /**
     * A message.
     *
     * @param id JSON text to echo, or null
     * @param type of the message
     * @param json the whole message
     */
    record ApiMessage(String id, String type, byte[] json) {}

    /**
     * An answer.
     *
     * @param json one object; null where nothing is to be said
     * @param isClientsFault whether the message made no sense, so that it counts towards the bound on such
     */
    record ApiAnswer(String json, boolean isClientsFault) {}
}
