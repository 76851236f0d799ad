package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compressed messages, of clients only. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InflateTest {
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate";
    private static final String PING = "{\"type\":\"ping\"}";
    private static final String PONG = "{\"type\":\"pong\"}";
    private static final int RSV1 = 0x40;
    private static final int MAX_BYTES = 4_096;

    private final EdgeFixture edge = new EdgeFixture(Configs.small()
            .with(Access.TOKENS)
            .with(new MessageConfig(MAX_BYTES, 2_048, 4, 100_000, 100_000, 4, 4, 4, true)));

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void shouldReadCompressedMessagesAndSendPlainOnesWhenBothSidesAgree() throws Exception {
        try (RawClient client = new RawClient(edge.port())) {
            String head = client.upgrade(OFFER);
            assertTrue(head.contains("sec-websocket-extensions: permessage-deflate;client_no_context_takeover"), head);

            client.frame(true, RawClient.TEXT | RSV1, deflated(PING));
            assertEquals(PONG, client.next().text());
            client.frame(true, RawClient.TEXT | RSV1, deflated(PING));
            assertEquals(PONG, client.next().text());
            assertEquals(PONG, client.text(PING).next().text());
            client.text("{\"type\":\"subscribe\",\"channel\":\"prices\"}").next();
            assertEquals(
                    Events.priceJson("SOL", "1", edge.tick(0, "1")),
                    client.next().text());
        }
    }

    @Test
    void shouldCloseWithTooBigWhenAMessageInflatesBeyondTheBound() throws Exception {
        assertEquals(
                PONG, answer(deflated(PING + " ".repeat(2_048 - PING.length()))).text());
        assertEquals(
                1009, answer(deflated(PING + " ".repeat(2_049 - PING.length()))).closeCode());
        assertEquals(1009, answer(deflated(" ".repeat(1_000_000))).closeCode());
    }

    @Test
    void shouldCloseWithInvalidPayloadWhenItCannotBeInflated() throws Exception {
        assertEquals(1007, answer(new byte[] {-1, -1, -1, -1}).closeCode());
    }

    @Test
    void shouldCloseWithProtocolErrorWhenTheClientDidNotOfferIt() throws Exception {
        try (RawClient client = new RawClient(edge.port())) {
            assertFalse(client.upgrade().contains("permessage-deflate"));
            assertEquals(
                    1002,
                    client.frame(true, RawClient.TEXT | RSV1, deflated(PING))
                            .next()
                            .closeCode());
        }
    }

    @Test
    void shouldNotAgreeWhenItIsOff() throws Exception {
        try (EdgeFixture off = new EdgeFixture(Configs.small());
                RawClient client = new RawClient(off.port())) {
            assertFalse(client.upgrade(OFFER).contains("permessage-deflate"));
        }
    }

    private RawClient.Frame answer(byte[] compressed) throws Exception {
        try (RawClient client = new RawClient(edge.port())) {
            client.upgrade(OFFER);
            return client.frame(true, RawClient.TEXT | RSV1, compressed).next();
        }
    }

    /** As RFC 7692 has it, without the end that every message would have. */
    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.US_ASCII));
        byte[] room = new byte[text.length() + 64];
        int length = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(room, length - 4);
    }
}
