package io.ringfence.transport.delivery.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedBodyTest {
    private static final int MAX_BYTES = 100;

    private static String answerTo(byte[] body, boolean isEndless, CountDownLatch given) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, isEndless ? 0 : body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                do {
                    out.write(body);
                } while (isEndless);
            } catch (IOException closed) {
                given.countDown();
            }
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BoundedBody.upTo(MAX_BYTES))
                    .body();
        } finally {
            if (isEndless) {
                given.await();
            }
            server.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void shouldGiveAllOfABodyWhenItIsShort() throws Exception {
        assertEquals("", answerTo(new byte[0], false, null));
        assertEquals("übel", answerTo("übel".getBytes(StandardCharsets.UTF_8), false, null));
        String full = "x".repeat(MAX_BYTES);
        assertEquals(full, answerTo(full.getBytes(StandardCharsets.UTF_8), false, null));
    }

    @Test
    void shouldGiveItsBeginningAndHangUpWhenItDoesNotEnd() throws Exception {
        byte[] block = "0123456789".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        CountDownLatch hungUp = new CountDownLatch(1);
        assertEquals("0123456789".repeat(10), answerTo(block, true, hungUp));
        assertEquals(0, hungUp.getCount());
    }
}
