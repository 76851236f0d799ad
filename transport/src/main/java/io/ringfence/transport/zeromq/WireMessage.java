package io.ringfence.transport.zeromq;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The frames of one message, taken apart.
 *
 * <pre>
 *   to the ROUTER      identity | [empty, or a version byte] | 0x20 UserEvent        the empty one is a REQ socket's
 *                      identity | [empty, or a version byte] | 0x20 | UserEvent
 *   under a topic      topic | 0x20 UserEvent         topic | 0x20 | UserEvent        topic 0x20 UserEvent
 * </pre>
 *
 * No name of a user has a space, which is what 0x20 is, so that a topic that shares a frame with its message ends at the first.
 *
 * @param topic that it was published under; empty: none
 * @param body the frame that has the UserEvent
 * @param bodyOffset where it begins there
 */
record WireMessage(Origin origin, String topic, byte[] body, int bodyOffset) {
    static final byte USER_EVENT = 0x20;
    static final byte EVENT_ACK = 0x21;

    /** More than any message has. */
    static final int MAX_FRAMES = 8;

    private static final int MAX_ENVELOPE_FRAMES = 2;

    /** What came to the ROUTER; the identity is the first frame. */
    static WireMessage routed(List<byte[]> frames) throws BadEventException {
        if (frames.size() < 2) {
            throw bad("no frame but the identity");
        }
        return behind(frames, 1, frames.get(0), "");
    }

    /** What was published. */
    static WireMessage published(List<byte[]> frames) throws BadEventException {
        byte[] first = frames.get(0);
        if (frames.size() > 1) {
            return behind(frames, 1, null, latin(first, first.length));
        }
        for (int i = 0; i < first.length; i++) {
            if (first[i] == USER_EVENT) {
                return new WireMessage(Origin.PUBLISHER, latin(first, i), first, i + 1);
            }
        }
        throw bad("no byte 0x20 behind the topic");
    }

    private static WireMessage behind(List<byte[]> frames, int start, byte[] identity, String topic)
            throws BadEventException {
        int last = frames.size() - 1;
        byte[] body = frames.get(last);
        boolean isSplit = last > start && frames.get(last - 1).length == 1 && frames.get(last - 1)[0] == USER_EVENT;
        List<byte[]> envelope = frames.subList(start, isSplit ? last - 1 : last);
        if (envelope.size() > MAX_ENVELOPE_FRAMES || envelope.stream().anyMatch(frame -> frame.length > 1)) {
            throw bad("frames that no message has");
        }
        if (!isSplit && (body.length == 0 || body[0] != USER_EVENT)) {
            throw bad("not the byte 0x20 first");
        }
        Origin origin = identity == null ? Origin.PUBLISHER : new Origin(identity, List.copyOf(envelope), isSplit);
        return new WireMessage(origin, topic, body, isSplit ? 0 : 1);
    }

    /** The event in it, whoever may be told what is wrong with it. */
    UserEvent event() throws BadEventException {
        return UserEventDecoder.decode(body, bodyOffset, body.length - bodyOffset);
    }

    /** One character for each byte, so that nothing but the same bytes is the same text. */
    private static String latin(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static BadEventException bad(String what) {
        return new BadEventException("", "message: " + what);
    }
}
