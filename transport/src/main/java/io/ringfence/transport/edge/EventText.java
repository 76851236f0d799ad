package io.ringfence.transport.edge;

import static io.ringfence.transport.edge.EventJson.name;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An EVENT_SUBMITTED as text, with the fields that clients of channel {@code events} know: for lists, and for those who carry
 * events to people by other ways. Whole, however long its payload is. Off the path; any thread.
 */
public final class EventText {
    private static final byte[] TOLD = Ascii.bytes("{\"type\":\"event\"");
    private static final byte[] SHOWN = Ascii.bytes("{\"type\":\"\"");
    private static final byte[] EVENT_ID = name("event_id");
    /** What is not the sender's text; and the longest event of the dictionary, which a payload may be. */
    private static final int OWN_BYTES = 8_192;
    /** A character's escape. */
    private static final int LONGEST_FACTOR = 6;

    private final Instruments instruments;

    EventText(Instruments instruments) {
        this.instruments = instruments;
    }

    /** One object, as a client is told of it, without what is of an offer alone. The message has its header first. */
    public String told(DirectBuffer submitted, int offset, int length) {
        return written(TOLD, submitted, offset, length, false).object();
    }

    /**
     * The same fields, behind each other, without {@code type} and braces.
     *
     * @param withTargets whether it is shown for whom the event is
     */
    public String fields(DirectBuffer submitted, int offset, int length, boolean withTargets) {
        String object = written(SHOWN, submitted, offset, length, withTargets).object();
        return object.substring(SHOWN.length + 1, object.length() - 1);
    }

    private JsonFrame written(byte[] opening, DirectBuffer submitted, int offset, int length, boolean withTargets) {
        JsonFrame json = new JsonFrame(OWN_BYTES + LONGEST_FACTOR * length);
        SubmittedJson writer = new SubmittedJson(json, new EventJson(instruments, json));
        json.begin(opening);
        writer.fields(new UnsafeBuffer(submitted, offset, length), withTargets);
        writer.key(EVENT_ID);
        return json;
    }
}
