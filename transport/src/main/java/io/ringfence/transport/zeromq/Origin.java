package io.ringfence.transport.zeromq;

import java.util.ArrayList;
import java.util.List;

/**
 * Where an event came from, and so where its ack goes.
 *
 * @param identity of the connection, as the socket knows it; null: from a publisher, who is told nothing
 * @param envelope frames that stood before the message, and come back before the ack
 * @param isSplit whether the byte that says what a message is has a frame of its own
 */
record Origin(byte[] identity, List<byte[]> envelope, boolean isSplit) {
    /** A publisher. */
    static final Origin PUBLISHER = new Origin(null, List.of(), false);

    boolean isAcked() {
        return identity != null;
    }

    /** The frames of an ack, the identity first. */
    List<byte[]> ack(String eventId, AckStatus status, String errorMessage) {
        List<byte[]> frames = new ArrayList<>();
        frames.add(identity);
        frames.addAll(envelope);
        if (isSplit) {
            frames.add(new byte[] {WireMessage.EVENT_ACK});
            frames.add(EventAckEncoder.encode(0, eventId, status, errorMessage));
        } else {
            byte[] message = EventAckEncoder.encode(1, eventId, status, errorMessage);
            message[0] = WireMessage.EVENT_ACK;
            frames.add(message);
        }
        return frames;
    }
}
