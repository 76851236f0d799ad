package io.ringfence.transport.delivery.webpush;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;

/** A push service on loopback: answers 201, or at a path what the test says. */
final class PushService implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();

    record Answer(int status, Map<String, String> headers) {}

    record Push(String method, String path, Headers headers, byte[] body) {
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    /**
     * A service.
     *
     * @param tls null for none
     */
    PushService(SSLContext tls) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls == null) {
            server = HttpServer.create(address, 0);
            scheme = "http";
        } else {
            HttpsServer secure = HttpsServer.create(address, 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = secure;
            scheme = "https";
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String endpoint(String path) {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void answer(String path, int status, String... namesAndValues) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        answers.put(path, new Answer(status, headers));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            pushes.add(new Push(
                    exchange.getRequestMethod(),
                    path,
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
            Answer answer = answers.getOrDefault(path, new Answer(201, Map.of()));
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().put(name, List.of(value)));
            exchange.sendResponseHeaders(answer.status(), -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
