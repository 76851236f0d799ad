package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much a connection may send; a token a second, of a clock that stands still unless a test moves it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MessageLimitTest {
    private static final String PING = "{\"type\":\"ping\"}";
    private static final String PONG = "{\"type\":\"pong\"}";

    private static final int BURST = 5;
    private static final int MAX_FRAGMENTS = 4;
    private static final int MAX_RATE_ERRORS = 3;
    private static final int MAX_ANONYMOUS_BYTES = 1_024;

    private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE);

    @Test
    void shouldAnswerTheBurstAndRefuseTheNextWhenMessagesComeAtOnce() throws Exception {
        try (EdgeFixture edge = edge();
                RawClient client = RawClient.upgraded(edge.port())) {
            // The upgrade was the first.
            client.bytes(repeated(RawClient.TEXT, PING, BURST));

            for (int i = 1; i < BURST; i++) {
                assertEquals(PONG, client.next().text());
            }
            assertRateLimited(1_000, client.next().text());
            assertEquals(1, edge.count(EdgeCounter.MESSAGES_TOO_SOON));
            assertEquals(0, edge.count(EdgeCounter.MESSAGES_BAD));
            nowNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_000) - 1);
            assertRateLimited(1, client.text(PING).next().text());
            nowNs.incrementAndGet();
            assertEquals(PONG, client.text(PING).next().text());
        }
    }

    @Test
    void shouldCountPingsAndPongsWhenTheyComeBeforeMessages() throws Exception {
        try (EdgeFixture edge = edge();
                RawClient client = RawClient.upgraded(edge.port())) {
            client.bytes(joined(
                    repeated(RawClient.PONG, "", 2),
                    repeated(RawClient.PING, "", 2),
                    repeated(RawClient.TEXT, PING, 1)));

            assertEquals(RawClient.PONG, client.next().opcode());
            assertEquals(RawClient.PONG, client.next().opcode());
            assertRateLimited(1_000, client.next().text());
        }
    }

    @Test
    void shouldCloseWith3503WhenMoreErrorsThanTheBoundFollow() throws Exception {
        try (EdgeFixture edge = edge();
                RawClient client = RawClient.upgraded(edge.port())) {
            client.bytes(repeated(RawClient.PING, "", BURST - 1 + MAX_RATE_ERRORS + 1));

            for (int i = 1; i < BURST; i++) {
                assertEquals(RawClient.PONG, client.next().opcode());
            }
            for (int i = 0; i < MAX_RATE_ERRORS; i++) {
                assertRateLimited(1_000, client.next().text());
            }
            assertEquals(3503, client.next().closeCode());
            assertEquals(1, edge.count(EdgeCounter.CLIENTS_CLOSED_VIOLATION));
        }
    }

    @Test
    void shouldForgetErrorsWhenTheClientWasSilentUntilItHadItsBurstAgain() throws Exception {
        try (EdgeFixture edge = edge();
                RawClient client = RawClient.upgraded(edge.port())) {
            for (int round = 0; round < 3; round++) {
                nowNs.addAndGet(TimeUnit.SECONDS.toNanos(BURST));
                client.bytes(repeated(RawClient.PING, "", BURST + MAX_RATE_ERRORS));
                for (int i = 0; i < BURST; i++) {
                    assertEquals(RawClient.PONG, client.next().opcode());
                }
                for (int i = 0; i < MAX_RATE_ERRORS; i++) {
                    assertRateLimited(1_000, client.next().text());
                }
            }
            // Not the whole burst: the errors stand.
            nowNs.addAndGet(TimeUnit.SECONDS.toNanos(BURST) - 1);
            client.bytes(repeated(RawClient.PING, "", BURST));
            for (int i = 1; i < BURST; i++) {
                assertEquals(RawClient.PONG, client.next().opcode());
            }
            assertEquals(3503, client.next().closeCode());
        }
    }

    @Test
    void shouldDropAllOfAMessageWhenItsFirstFragmentCameTooSoon() throws Exception {
        try (EdgeFixture edge = edge();
                RawClient client = RawClient.upgraded(edge.port())) {
            client.bytes(joined(
                    repeated(RawClient.PONG, "", BURST - 1),
                    RawClient.encoded(false, RawClient.TEXT, ascii("{\"type\":")),
                    RawClient.encoded(true, 0, ascii("\"ping\"}")),
                    repeated(RawClient.TEXT, PING, 1)));

            assertRateLimited(1_000, client.next().text());
            // Not an answer to either of the two, which as one message would have been a good one; and the second one
            // was counted.
            assertRateLimited(2_000, client.next().text());
            assertEquals(2, edge.count(EdgeCounter.MESSAGES_TOO_SOON));
        }
    }

    @Test
    void shouldReadMessageOfAsManyFragmentsAsTheBoundAndCloseWhenThereIsOneMore() throws Exception {
        try (EdgeFixture edge = edge();
                RawClient client = RawClient.upgraded(edge.port())) {
            client.bytes(joined(
                    RawClient.encoded(false, RawClient.TEXT, ascii("{\"type\":")),
                    RawClient.encoded(false, 0, ascii("")),
                    RawClient.encoded(false, 0, ascii("\"ping\"")),
                    RawClient.encoded(true, 0, ascii("}"))));
            assertEquals(PONG, client.next().text());
        }
        try (EdgeFixture edge = edge();
                RawClient client = RawClient.upgraded(edge.port())) {
            client.frame(false, RawClient.TEXT, ascii("{"));
            for (int i = 1; i < MAX_FRAGMENTS; i++) {
                client.frame(false, 0, ascii(" "));
            }
            client.frame(true, 0, ascii("}"));

            RawClient.Frame close = client.next();
            assertEquals(1009, close.closeCode());
            assertEquals("a message of more than 4 frames", close.closeReason());
        }
    }

    @Test
    void shouldReadMessageOfAsManyBytesAsTheBoundAndCloseWhenThereIsOneMore() throws Exception {
        String spaces = " ".repeat(MAX_ANONYMOUS_BYTES - PING.length());
        try (EdgeFixture edge = edge();
                RawClient client = RawClient.upgraded(edge.port())) {
            assertEquals(PONG, client.text(PING + spaces).next().text());
            assertEquals(1009, client.text(PING + spaces + " ").next().closeCode());
        }
        try (EdgeFixture edge = edge();
                RawClient client = RawClient.upgraded(edge.port())) {
            client.frame(false, RawClient.TEXT, ascii(PING)).frame(true, 0, ascii(spaces));
            assertEquals(PONG, client.next().text());
            client.frame(false, RawClient.TEXT, ascii(PING)).frame(true, 0, ascii(spaces + " "));
            assertEquals(1009, client.next().closeCode());
        }
    }

    @Test
    void shouldCountTheUpgradeAsTheFirstMessageWhenThereIsRoomForOne() throws Exception {
        MessageConfig one = new MessageConfig(1_024, 1_024, 4, 1, 1, 0, 4, 4, false);
        try (EdgeFixture edge = edge(one);
                RawClient client = RawClient.upgraded(edge.port())) {
            // A WebSocket's requests count as its frames do.
            assertEquals(3503, client.text(PING).next().closeCode());
        }
    }

    private EdgeFixture edge() {
        return edge(
                new MessageConfig(4_096, MAX_ANONYMOUS_BYTES, MAX_FRAGMENTS, 1, BURST, MAX_RATE_ERRORS, 4, 4, false));
    }

    private EdgeFixture edge(MessageConfig messages) {
        return new EdgeFixture(Configs.small().with(Access.TOKENS).with(messages), nowNs::get);
    }

    private static void assertRateLimited(int retryAfterMs, String text) {
        assertEquals(
                "{\"type\":\"error\",\"code\":\"RATE_LIMITED\",\"message\":\"messages of this connection: too many, try again"
                        + " in " + retryAfterMs + " ms\",\"temporary\":true,\"retryAfterMs\":" + retryAfterMs + '}',
                text);
    }

    private static byte[] repeated(int opcode, String payload, int count) {
        byte[][] frames = new byte[count][];
        for (int i = 0; i < count; i++) {
            frames[i] = RawClient.encoded(true, opcode, ascii(payload));
        }
        return joined(frames);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
