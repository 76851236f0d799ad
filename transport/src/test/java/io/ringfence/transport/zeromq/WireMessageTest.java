package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireMessageTest {
    private static final UserEvent EVENT = Wire.critical("ann", "e-1", "{}");
    private static final byte[] IDENTITY = {0, 1, 2};
    private static final byte[] EMPTY = {};

    private static byte[] bytes(String text) {
        return text.getBytes();
    }

    private static String routed(byte[]... frames) throws BadEventException {
        List<byte[]> all = new ArrayList<>(List.of(IDENTITY));
        all.addAll(List.of(frames));
        WireMessage message = WireMessage.routed(all);
        List<byte[]> ack = message.origin().ack("e-1", AckStatus.QUEUED, "");
        StringBuilder lengths = new StringBuilder(message.event().eventId() + " acked in");
        ack.forEach(frame -> lengths.append(' ').append(frame.length));
        return lengths.toString();
    }

    @Test
    void shouldAckInTheFramesOfTheEventWhenItHasAnEnvelope() throws BadEventException {
        byte[] whole = Wire.message(EVENT);
        byte[] body = Wire.encode(EVENT);
        assertEquals("e-1 acked in 3 8", routed(whole));
        assertEquals("e-1 acked in 3 0 8", routed(EMPTY, whole));
        assertEquals("e-1 acked in 3 1 8", routed(new byte[] {1}, whole));
        assertEquals("e-1 acked in 3 1 7", routed(new byte[] {0x20}, body));
        assertEquals("e-1 acked in 3 0 1 1 7", routed(EMPTY, new byte[] {1}, new byte[] {0x20}, body));
    }

    @Test
    void shouldReadTheTopicWhenItHasAFrameOrNot() throws BadEventException {
        byte[] body = Wire.encode(EVENT);
        for (List<byte[]> frames : List.of(
                List.of(bytes("USER:ann"), Wire.message(EVENT)),
                List.of(bytes("USER:ann"), new byte[] {0x20}, body),
                List.of(concat(bytes("USER:ann"), Wire.message(EVENT))))) {
            WireMessage message = WireMessage.published(frames);
            assertEquals("USER:ann", message.topic());
            assertEquals(Wire.text(EVENT), Wire.text(message.event()));
            assertEquals(Origin.PUBLISHER, message.origin());
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void shouldRefuseWhenFramesAreNoMessage() {
        byte[] whole = Wire.message(EVENT);
        assertBad("message: no frame but the identity");
        assertBad("message: not the byte 0x20 first", EMPTY);
        assertBad("message: not the byte 0x20 first", Wire.prefixed(0x21, Wire.encode(EVENT)));
        assertBad("message: frames that no message has", bytes("junk"), whole);
        assertBad("message: frames that no message has", EMPTY, EMPTY, EMPTY, whole);
        assertEquals(
                "message: no byte 0x20 behind the topic",
                assertThrows(BadEventException.class, () -> WireMessage.published(List.of(bytes("ann"))))
                        .getMessage());
        assertThrows(BadEventException.class, () -> WireMessage.published(List.of(EMPTY)));
        assertThrows(BadEventException.class, () -> WireMessage.published(List.of(bytes("ann"), EMPTY)));
    }

    private static void assertBad(String message, byte[]... frames) {
        assertEquals(
                message,
                assertThrows(BadEventException.class, () -> routed(frames)).getMessage());
    }
}
