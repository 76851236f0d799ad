package io.ringfence.transport.delivery.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HttpCallerTest {
    private static final HttpLimits LIMITS = new HttpLimits(20_000, 60_000, 1_024, 60_000, 2);
    /** Of calls that are never answered: the shorter the better. */
    private static final HttpLimits IMPATIENT = new HttpLimits(300, 300, 1_024, 60_000, 2);

    private Service service;

    @BeforeEach
    void open() throws IOException {
        service = new Service();
    }

    @AfterEach
    void close() {
        service.close();
    }

    private HttpAnswer call(HttpLimits limits, URI address) {
        try (HttpCaller caller = new HttpCaller("test", limits)) {
            return caller.call(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString("{}")))
                    .join();
        }
    }

    private HttpAnswer call(HttpLimits limits) {
        return call(limits, service.base());
    }

    @Test
    void shouldBringTheAnswerWhenThereIsOne() {
        service.will(Service.answer(503, "busy", "Retry-After", "7"));

        HttpAnswer answer = call(LIMITS);

        assertEquals(503, answer.status());
        assertEquals("busy", answer.body());
        assertEquals("7", answer.headers().firstValue("retry-after").orElseThrow());
        assertTrue(answer.isThere());
        assertFalse(answer.isSuccess());
        assertEquals("HTTP 503", answer.toString());
    }

    @Test
    void shouldNotFollowWhenItIsSentElsewhere() {
        service.will(Service.answer(302, "", "Location", service.base() + "/elsewhere"));

        assertEquals(302, call(LIMITS).status());
        assertEquals(1, service.received().size());
    }

    @Test
    void shouldReadTheBeginningWhenAnAnswerHasNoEnd() {
        service.will(Service.flood());

        HttpAnswer answer = call(LIMITS);

        assertEquals(200, answer.status());
        assertEquals("[".repeat(1_024), answer.body());
    }

    @Test
    void shouldComeBackWhenNothingIsAnswered() {
        service.will(Service.silence());

        assertEquals("no answer in time", call(IMPATIENT).summary());
    }

    @Test
    void shouldComeBackWhenAnAnswerDoesNotEnd() {
        service.will(Service.stall());

        assertEquals("no answer in time", call(IMPATIENT).summary());
    }

    @Test
    void shouldComeBackWhenTheConnectionIsClosed() {
        service.will(Service.hangUp());

        assertEquals("connection lost", call(LIMITS).summary());
    }

    @Test
    void shouldComeBackWhenNobodyListens() throws IOException {
        URI nobody;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + gone.getLocalPort());
        }

        assertEquals("no connection", call(LIMITS, nobody).summary());
    }

    @Test
    void shouldComeBackWhenAnAnswerIsNoHttp() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> spoken = CompletableFuture.runAsync(() -> speak(other, "* OK IMAP4 ready\r\n\r\n"));

            HttpAnswer answer = call(LIMITS, URI.create("http://127.0.0.1:" + other.getLocalPort()));

            spoken.get(1, TimeUnit.MINUTES);
            assertFalse(answer.isThere());
        }
    }

    private static void speak(ServerSocket server, String words) {
        try (Socket socket = server.accept()) {
            InputStream request = socket.getInputStream();
            // The whole request: what is closed with bytes unread is reset.
            StringBuilder read = new StringBuilder();
            while (read.indexOf("\r\n\r\n{}") < 0) {
                read.append((char) request.read());
            }
            socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldComeBackWhenTheOtherSideHasNoTls() {
        // That server waits for more of what it takes for a request.
        assertFalse(call(IMPATIENT, URI.create("https://127.0.0.1:" + service.port()))
                .isThere());
    }

    @Test
    void shouldGiveUpWhatIsUnderWayWhenClosed() {
        service.will(Service.silence());
        HttpCaller caller = new HttpCaller("test", LIMITS);
        CompletableFuture<HttpAnswer> answer =
                caller.call(HttpRequest.newBuilder(service.base()).GET());

        caller.close();

        assertFalse(answer.join().isThere());
    }
}
