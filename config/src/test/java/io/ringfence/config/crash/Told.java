package io.ringfence.config.crash;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client of the edge that subscribes to a channel and keeps everything it is told, to the byte, until the connection ends. */
final class Told implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_S = 60;

    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final List<String> messages = new ArrayList<>();
    /** Written by the client's thread. */
    private volatile int count;

    private Told() {}

    /** Hears of every order event. */
    static Told ofOrders(String address) throws Exception {
        return subscribed(address, "orders");
    }

    /** Hears of prices. */
    static Told ofPrices(String address) throws Exception {
        return subscribed(address, "prices");
    }

    private static Told subscribed(String address, String channel) throws Exception {
        Told client = new Told();
        WebSocket socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(address), client)
                .get(PATIENCE_S, TimeUnit.SECONDS);
        socket.sendText("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"}", true)
                .get(PATIENCE_S, TimeUnit.SECONDS);
        if (!client.subscribed.await(PATIENCE_S, TimeUnit.SECONDS)) {
            throw new AssertionError("the edge did not answer");
        }
        return client;
    }

    /** Waits for the end of the connection and returns its close code, or -1 where it broke. */
    int awaitEnd() throws Exception {
        return ended.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** How many messages have come. */
    int count() {
        return count;
    }

    /** The events in the order in which they came. */
    List<String> events() {
        synchronized (messages) {
            // The first one is the answer to the subscription, the last one may be the edge's goodbye.
            return messages.stream()
                    .skip(1)
                    .filter(message -> !message.startsWith("{\"type\":\"goaway\""))
                    .toList();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            synchronized (messages) {
                messages.add(part.toString());
                count = messages.size();
            }
            part.setLength(0);
            subscribed.countDown();
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        ended.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        ended.complete(-1);
    }
}
