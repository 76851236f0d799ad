package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are given to an API, over a real socket. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class HttpFrontTest {
    private static final int LARGE_BYTES = 24 << 20;

    private EdgeServer edge = new EdgeServer(EdgeConfig.defaults());
    private final byte[] large = new byte[LARGE_BYTES];
    private final List<HttpAsk> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        edge.close();
    }

    /** Answers with the path; one with {@code slow} in it later. */
    private final class Echo implements EdgeApi {
        @Override
        public boolean takes(String type) {
            return false;
        }

        @Override
        public void message(int accountId, ApiMessage message, Executor loop, Consumer<ApiAnswer> reply) {
            throw new AssertionError(message.type());
        }

        @Override
        public void http(HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
            asked.add(ask);
            if (ask.path().equals("/throws")) {
                throw new IllegalStateException("asked for");
            }
            if (ask.path().equals("/throws-later")) {
                loop.execute(() -> {
                    throw new IllegalStateException("asked for");
                });
                return;
            }
            if (ask.path().equals("/no-reply")) {
                new Thread(() -> loop.execute(() -> reply.accept(null))).start();
                return;
            }
            if (ask.path().equals("/twice")) {
                reply.accept(HttpReply.text(200, "first"));
            }
            HttpReply echo = ask.path().equals("/large")
                    ? new HttpReply(200, "text/plain", large, Map.of())
                    : HttpReply.text(200, ask.path());
            if (ask.path().contains("slow")) {
                Thread later = new Thread(() -> loop.execute(() -> reply.accept(echo)));
                later.start();
            } else {
                reply.accept(echo);
            }
        }
    }

    /** All that the edge says until it closes the connection. */
    private String say(String requests) throws IOException {
        edge.api(new Echo());
        edge.start();
        try (Socket socket = new Socket("127.0.0.1", edge.boundAddress().getPort())) {
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(said);
            return said.toString(StandardCharsets.US_ASCII);
        }
    }

    @Test
    void shouldAnswerInOrderWhenRequestsComeBeforeTheFirstIsAnswered() throws IOException {
        String said = say("GET /slow-1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET /slow-3 HTTP/1.1\r\nHost: x\r\n\r\nGET /4 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertEquals(4, said.split("HTTP/1.1 200 OK", -1).length - 1, said);
        assertTrue(said.matches("(?s).*/slow-1.*/2.*/slow-3.*/4"), said);
    }

    @Test
    void shouldHandOverWhatARequestSaysWhenOneComes() throws IOException {
        say("POST /a%20b?limit=5&limit=6&after=x HTTP/1.1\r\nHost: x\r\nAuthorization: bearer  tok.en \r\n"
                + "Idempotency-Key: k\r\nIf-None-Match: \"e\"\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        HttpAsk ask = asked.get(0);
        assertEquals(
                List.of("POST", "/a b", "5", "x", "tok.en", "k", "\"e\"", "{}"),
                List.of(
                        ask.method(),
                        ask.path(),
                        ask.query().get("limit"),
                        ask.query().get("after"),
                        ask.bearer(),
                        ask.idempotencyKey(),
                        ask.ifNoneMatch(),
                        new String(ask.body(), StandardCharsets.US_ASCII)));
        assertTrue(ask.address().isLoopbackAddress());
    }

    @Test
    void shouldSendNoBodyWhenTheHeadersAloneAreWanted() throws IOException {
        String said = say("HEAD /12345 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(said.contains("content-length: 6"), said);
        assertTrue(said.endsWith("\r\n\r\n"), said);
    }

    @Test
    void shouldCloseWhenMoreRequestsWaitThanMay() throws IOException {
        String said = say("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n".repeat(40));
        assertTrue(said.split("HTTP/1.1 200 OK", -1).length - 1 < 40, said);
    }

    @Test
    void shouldRefuseAnAddressThatIsNone() throws IOException {
        String said = say("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n");
        assertTrue(said.startsWith("HTTP/1.1 400 Bad Request"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/throws", "/throws-later", "/no-reply"})
    void shouldCloseWhenAnAnswerFails(String path) throws IOException {
        String ask = "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
        assertEquals("", say(ask));
        edge.close();
        edge = new EdgeServer(EdgeConfig.defaults());
        String said = say("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n" + ask);
        assertTrue(said.endsWith("/slow"), said);
    }

    @Test
    void shouldKeepAnswersApartWhenOneIsGivenTwice() throws IOException {
        String said = say("GET /twice HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertEquals(2, said.split("HTTP/1.1 200 OK", -1).length - 1, said);
        assertTrue(said.matches("(?s).*first.*/next"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: x", "Expect: 100-continue"})
    void shouldSayThatABodyIsTooLarge(String header) throws IOException {
        edge = new EdgeServer(EdgeConfig.defaults().with(quick(500)));
        String body = "x".repeat(100_000);
        String said = say("POST /a HTTP/1.1\r\n" + header + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertTrue(said.startsWith("HTTP/1.1 413 Request Entity Too Large\r\n"), said);
        assertTrue(
                said.endsWith("{\"type\":\"error\",\"code\":\"TOO_LARGE\",\"message\":"
                        + "\"body: expected at most 16384 bytes\",\"temporary\":false}"),
                said);
        assertEquals(List.of(), asked);
    }

    @Test
    void shouldHoldOneAnswerAndCloseWhenAClientReadsNone() throws Exception {
        edge = new EdgeServer(EdgeConfig.defaults().with(quick(300)));
        edge.api(new Echo());
        edge.start();
        try (Socket socket = new Socket("127.0.0.1", edge.boundAddress().getPort())) {
            socket.getOutputStream()
                    .write("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".repeat(10).getBytes(StandardCharsets.US_ASCII));
            // Nothing is read, so that the end of the connection shows at the edge.
            EdgeFixture.await("the requests", () -> !asked.isEmpty());
            EdgeFixture.await("a closed connection", () -> edge.counters().value(EdgeCounter.CONNECTIONS_OPEN) == 0);
            assertTrue(isCutShort(socket));
        }
        // The first is more than a socket takes.
        assertEquals(1, asked.size());
    }

    /** Whether less comes than one answer. */
    private static boolean isCutShort(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes().length < LARGE_BYTES;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void shouldGoOnWhenAClientReadsLate() throws Exception {
        edge.api(new Echo());
        edge.start();
        try (Socket socket = new Socket("127.0.0.1", edge.boundAddress().getPort())) {
            socket.getOutputStream()
                    .write(("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3)
                                    + "GET /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            while (asked.isEmpty()) {
                Thread.onSpinWait();
            }
            byte[] said = socket.getInputStream().readAllBytes();
            assertEquals(4, asked.size());
            assertTrue(said.length > 3 * LARGE_BYTES, () -> Integer.toString(said.length));
            assertEquals("/end", new String(said, said.length - 4, 4, StandardCharsets.US_ASCII));
        }
    }

    private static ConnectionConfig quick(int handshakeTimeoutMs) {
        return new ConnectionConfig(16, handshakeTimeoutMs, 60_000, 2_000, 5_000, 1_000, 0);
    }
}
