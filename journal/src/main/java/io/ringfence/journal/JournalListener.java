package io.ringfence.journal;

import org.agrona.DirectBuffer;

/** Takes journaled events, in sequence order. */
@FunctionalInterface
public interface JournalListener {
    /**
     * One event.
     *
     * @param sequence from 1
     * @param timestampNs nanoseconds since the epoch, never less than the event's before
     * @param buffer holds the input message, header first; valid for the length of the call
     * @param offset of the message in the buffer
     * @param length bytes of the message
     */
    void onEvent(long sequence, long timestampNs, DirectBuffer buffer, int offset, int length);
}
