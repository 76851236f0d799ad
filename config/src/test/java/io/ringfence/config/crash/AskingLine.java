package io.ringfence.config.crash;

import java.io.IOException;

/** A way on which a sender asks a host for an event. One thread. */
interface AskingLine extends AutoCloseable {
    /**
     * Asks.
     *
     * @param address of the host's WebSocket
     * @param isAnswerWanted false: goes away before there can be an answer, and nobody knows whether it was heard
     * @return the answer; null where none was wanted
     * @throws IOException when the host has gone, before or after it heard it
     */
    String ask(String address, SentEvent event, boolean isAnswerWanted) throws IOException;

    @Override
    void close();
}
