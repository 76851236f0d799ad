package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a connection ends when the client broke the protocol, with a close timeout that no test could wait for. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ViolationsTest {
    private static final int CLOSE_TIMEOUT_MS = 3_600_000;

    private final EdgeFixture edge = new EdgeFixture(Configs.closeTimeoutMs(CLOSE_TIMEOUT_MS));

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void shouldEndTheConnectionWhenACloseFrameIsBroken() throws Exception {
        assertEquals(1002, closeCodeThenEnd(RawClient.CLOSE, new byte[1]));
        assertEquals(1002, closeCodeThenEnd(RawClient.CLOSE, new byte[] {0x03, (byte) 0xED}));
        assertEquals(1007, closeCodeThenEnd(RawClient.CLOSE, new byte[] {0x03, (byte) 0xE8, (byte) 0xC3}));
    }

    @Test
    void shouldEndTheConnectionWhenFramesAreBroken() throws Exception {
        assertEquals(1002, closeCodeThenEnd(3, new byte[0]));
        assertEquals(1009, closeCodeThenEnd(RawClient.TEXT, new byte[16_385]));
        assertEquals(1007, closeCodeThenEnd(RawClient.TEXT, new byte[] {(byte) 0xC3, '"'}));
    }

    private int closeCodeThenEnd(int opcode, byte[] payload) throws Exception {
        try (RawClient client = RawClient.upgraded(edge.port())) {
            RawClient.Frame close = client.frame(true, opcode, payload).next();
            assertEquals(RawClient.CLOSE, close.opcode());
            assertTrue(client.isEnded());
            return close.closeCode();
        }
    }

    /** With bytes still coming in, a connection that is closed at once would be reset. */
    @Test
    void shouldDeliverTheCloseFrameWhenBytesFollowWhatIsBroken() throws Exception {
        try (RawClient client = RawClient.upgraded(edge.port())) {
            client.frame(true, 3, new byte[0]);
            for (int i = 0; i < 100; i++) {
                client.frame(true, RawClient.BINARY, new byte[10_000]);
            }

            assertEquals(1002, client.next().closeCode());
            assertTrue(client.isEnded());
        }
    }

    /** It is nothing that an operator has to look at, and anybody could fill the log with it. */
    @Test
    void shouldLogNothingWhenAClientGoesWithinAMessage() throws Exception {
        PrintStream standardError = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            try (RawClient client = RawClient.upgraded(edge.port())) {
                client.frame(false, RawClient.TEXT, new byte[] {'{'}).frame(true, RawClient.PING, new byte[0]);
                assertEquals(RawClient.PONG, client.next().opcode());
            }
            EdgeFixture.await("client to be forgotten", () -> edge.count(EdgeCounter.CONNECTIONS_OPEN) == 0);
            // Ends the event loop, and with it whatever it was about to log.
            edge.server.close();
        } finally {
            System.setErr(standardError);
        }
        assertEquals("", log.toString(StandardCharsets.UTF_8));
    }
}
