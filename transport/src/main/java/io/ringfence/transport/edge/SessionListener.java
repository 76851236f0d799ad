package io.ringfence.transport.edge;

/**
 * Is told which clients take an account's events. Called on the clients' event loops, which it may not block; for each session
 * {@link #opened} once, then {@link #closed} once.
 */
public interface SessionListener {
    /** Wants to know nothing. */
    SessionListener NONE = new SessionListener() {
        @Override
        public void opened(int accountId, long sessionId) {
            // Nobody asks.
        }

        @Override
        public void closed(int accountId, long sessionId) {
            // Nobody asks.
        }
    };

    /** A client takes the account's events: those that the core puts out from now on reach it. */
    void opened(int accountId, long sessionId);

    /** It takes no more. */
    void closed(int accountId, long sessionId);
}
