package io.ringfence.transport.client;

/** Is told how the connection stands, on the client's loop. */
@FunctionalInterface
public interface ConnectionListener {
    /** The state is another one now; the reason is for people. */
    void onState(State state, String reason);

    /** How a connection stands. */
    enum State {
        /** Asks for a token, connects, says who it is. */
        CONNECTING,
        /** Connected; not every channel has answered yet. */
        RESUMING,
        /** Every channel stands. */
        LIVE,
        /** Not connected; another attempt follows. */
        WAITING,
        /** Not connected, and nothing follows before {@link EdgeClient#connect}. */
        STOPPED
    }
}
