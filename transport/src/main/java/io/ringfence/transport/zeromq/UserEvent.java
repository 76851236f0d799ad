package io.ringfence.transport.zeromq;

import java.util.List;

/**
 * A UserEvent as it came: well formed, and not judged.
 *
 * @param timestampMs milliseconds since the epoch; 0 for not said
 * @param eventType number of an EventType, or of none
 * @param payload owned by the event
 * @param priority number of a Priority, or of none
 */
record UserEvent(
        String userId,
        String eventId,
        long timestampMs,
        int eventType,
        byte[] payload,
        int priority,
        List<Preference> channels) {

    /**
     * A ChannelPreference.
     *
     * @param channel number of a ChannelType, or of none
     */
    record Preference(int channel, boolean onlyIfActive) {}
}
