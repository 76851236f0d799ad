package io.ringfence.transport.delivery.template;

import org.agrona.DirectBuffer;

/** An event as the edge tells it to its clients. One thread. */
public interface EventJson {
    /**
     * One JSON object.
     *
     * @param event an EventSubmitted, its header first; not kept
     */
    String of(DirectBuffer event);
}
