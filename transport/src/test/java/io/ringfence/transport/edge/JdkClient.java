package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A well-behaved client: the JDK's. */
final class JdkClient implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_S = 20;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    static JdkClient connect(URI uri) {
        return connect(HTTP, uri);
    }

    static JdkClient connect(HttpClient http, URI uri) {
        JdkClient client = new JdkClient();
        client.socket = http.newWebSocketBuilder().buildAsync(uri, client).join();
        return client;
    }

    /** Connects, subscribes, and waits until that stands. */
    static JdkClient subscribed(URI uri, String... channels) {
        JdkClient client = connect(uri);
        for (String channel : channels) {
            String answer = client.ask("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"snapshot\":false}");
            assertTrue(answer.startsWith("{\"type\":\"subscribed\",\"channel\":\"" + channel + "\""), answer);
        }
        return client;
    }

    JdkClient send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** Sends, and returns the answer. */
    String ask(String text) {
        return send(text).next();
    }

    /** The next message. */
    String next() {
        try {
            String message = messages.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertNotNull(message, "waited in vain for a message");
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether it is connected and every message was taken, found out by a ping, since messages stay in order. */
    void assertUndisturbed() {
        assertEquals("{\"type\":\"pong\",\"id\":\"still here\"}", ask("{\"type\":\"ping\",\"id\":\"still here\"}"));
    }

    void close(int code) {
        socket.sendClose(code, "").join();
    }

    int closeCode() throws Exception {
        return closeCode.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode.completeExceptionally(error);
    }
}
