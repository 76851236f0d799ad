package io.ringfence.config.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringfence.config.Json;
import io.ringfence.core.event.DeliveryChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a host reaches people by: a Bot API and the receivers of webhooks, in one HTTP server on this machine, whose answers are drawn.
 * It remembers what it was asked, and what it said it had taken.
 */
final class ScriptedChannels implements AutoCloseable {
    static final String TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    /** Longer than a host waits for an answer. */
    static final int SILENCE_MS = 600;

    private static final int CHAT = 1_000;
    private static final String BOT = "/bot" + TOKEN + "/sendMessage";
    private static final String HOOK = "/hook/";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Guarded by itself. */
    private final Random random;
    /** How often it was asked for each. */
    private final Map<Asked, Integer> asked = new ConcurrentHashMap<>();
    /** Noted before the answer leaves. */
    private final Set<Asked> taken = ConcurrentHashMap.newKeySet();

    private final AtomicInteger count = new AtomicInteger();

    ScriptedChannels(Random random) throws IOException {
        this.random = random;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Its address, without a path. */
    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where an account is reached. */
    static String chat(int account) {
        return String.valueOf(CHAT + account);
    }

    String hook(int account) {
        return base() + HOOK + account;
    }

    /** How often it was asked at all. */
    int count() {
        return count.get();
    }

    /** How often it was asked for each. */
    Map<Asked, Integer> asked() {
        return Map.copyOf(asked);
    }

    /** What it said it had taken. */
    Set<Asked> taken() {
        return Set.copyOf(taken);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Asked what = read(exchange, body);
            asked.merge(what, 1, Integer::sum);
            count.incrementAndGet();
            answer(exchange, what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Asked read(HttpExchange exchange, String body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(BOT)) {
            Map<?, ?> message = (Map<?, ?>) Json.parse(body);
            int account = Integer.parseInt((String) message.get("chat_id")) - CHAT;
            String title = ((String) message.get("text")).lines().findFirst().orElse("");
            return new Asked(DeliveryChannel.TELEGRAM, account, title);
        }
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        return new Asked(
                DeliveryChannel.WEBHOOK,
                Integer.parseInt(path.substring(HOOK.length())),
                URLDecoder.decode(id, StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange, Asked what) throws IOException, InterruptedException {
        int draw;
        synchronized (random) {
            draw = random.nextInt(100);
        }
        if (draw < 45) {
            taken.add(what);
            answer(exchange, OK, "\"ok\":true,\"result\":{\"message_id\":" + draw + "}");
        } else if (draw < 55) {
            answer(exchange, BROKEN, "");
        } else if (draw < 65) {
            // More than it means: a host waits no longer than it is configured to.
            exchange.getResponseHeaders().add("Retry-After", "1");
            answer(exchange, TOO_MANY, error(TOO_MANY, "Too Many Requests: retry after 1"));
        } else if (draw < 73) {
            answer(exchange, BAD_REQUEST, error(BAD_REQUEST, "Bad Request: message text is empty"));
        } else if (draw < 83) {
            closed.await(SILENCE_MS, TimeUnit.MILLISECONDS);
        } else if (draw < 90) {
            answer(exchange, UNAVAILABLE, "");
        } else if (draw < 92) {
            boolean isChat = what.channel() == DeliveryChannel.TELEGRAM;
            answer(exchange, isChat ? FORBIDDEN : GONE, error(FORBIDDEN, "Forbidden: bot was blocked by the user"));
        }
        // Else it hangs up, having taken it or not: who asked cannot know.
    }

    private static String error(int code, String description) {
        return "\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description
                + "\",\"parameters\":{\"retry_after\":1}";
    }

    private static void answer(HttpExchange exchange, int status, String fields) throws IOException {
        byte[] bytes = ("{" + fields + "}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
