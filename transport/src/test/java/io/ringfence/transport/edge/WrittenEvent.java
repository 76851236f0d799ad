package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** One event in a buffer, and its JSON; the only instrument is SOL, number 0. */
final class WrittenEvent {
    static final long SEQUENCE = 42;
    static final String TAIL = "\"timestamp\":\"2026-01-02T03:04:05.678Z\",\"seq\":7,\"event_id\":\"42.3\"}";

    final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
    final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final JsonFrame json = new JsonFrame();
    private final EventJson events = new EventJson(new Instruments(List.of("SOL"), 16), json);

    boolean write() {
        MessageHeaderDecoder decoder = new MessageHeaderDecoder().wrap(buffer, 0);
        return events.event(buffer, MessageHeaderDecoder.ENCODED_LENGTH, decoder, Events.TIME_NS, SEQUENCE, 3, 7);
    }

    String text() {
        assertTrue(write());
        json.end();
        int headerBytes = json.bytes()[json.offset() + 1] == 126 ? 4 : 2;
        return new String(
                json.bytes(), json.offset() + headerBytes, json.length() - headerBytes, StandardCharsets.UTF_8);
    }
}
