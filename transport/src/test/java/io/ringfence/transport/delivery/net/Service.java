package io.ringfence.transport.delivery.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A real HTTP server on this machine that answers as it was told to, in that order, and the last answer for ever. */
public final class Service implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
    private volatile Reply last = ok("{}");
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** How one request is answered; may never answer, but has to end when the service is closed. */
    public interface Reply {
        void to(HttpExchange exchange, Received request, CountDownLatch serviceClosed)
                throws IOException, InterruptedException;
    }

    /** What came. */
    public record Received(String method, String path, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }
    }

    public Service() throws IOException {
        this(HttpServer.create(address(), 64));
    }

    /** One behind TLS. */
    public Service(SSLContext certificate) throws IOException {
        this(secure(certificate));
    }

    private Service(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private static HttpsServer secure(SSLContext certificate) throws IOException {
        HttpsServer server = HttpsServer.create(address(), 64);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return server;
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Its address, without a path; in the clear. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** How the next requests are answered. */
    public Service will(Reply... next) {
        replies.clear();
        replies.addAll(List.of(next));
        last = next[next.length - 1];
        return this;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public static Reply ok(String json) {
        return answer(200, json);
    }

    /** Headers are names and values in turn. */
    public static Reply answer(int status, String body, String... headers) {
        return (exchange, request, closed) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    /** Takes the request and never answers. */
    public static Reply silence() {
        return (exchange, request, closed) -> closed.await();
    }

    /** Closes the connection instead of an answer. */
    public static Reply hangUp() {
        return (exchange, request, closed) -> {
            // The exchange is closed behind this.
        };
    }

    /** Begins an answer and never ends it. */
    public static Reply stall() {
        return (exchange, request, closed) -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write('{');
            body.flush();
            closed.await();
        };
    }

    /** An answer without an end, as fast as it is read. */
    public static Reply flood() {
        return (exchange, request, closed) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = "[".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
            while (closed.getCount() > 0) {
                exchange.getResponseBody().write(part);
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request = new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            received.add(request);
            Reply next = replies.poll();
            (next == null ? last : next).to(exchange, request, closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
