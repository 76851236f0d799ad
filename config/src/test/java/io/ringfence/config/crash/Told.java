package io.ringfence.config.crash;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Clients of the edge, one for each stream of the accounts that there are, which keep everything they are told, to the byte,
 * until the connections end.
 */
final class Told {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_S = 60;
    static final List<String> CHANNELS = List.of("orders", "strategies", "runners", "alerts", "commands");
    static final int ACCOUNTS = 3;

    /** By the stream's name. */
    private final Map<String, Ear> ears = new TreeMap<>();

    /** Hears of every stream. */
    static Told ofStreams(String address) throws Exception {
        Told told = new Told();
        for (int account = 0; account < ACCOUNTS; account++) {
            for (String channel : CHANNELS) {
                String fields = "\"channel\":\"" + channel + "\",\"account\":" + account + ",\"snapshot\":false";
                told.ears.put(stream(channel, account), new Ear(address, fields));
            }
        }
        told.ears.put("host", new Ear(address, "\"channel\":\"host\""));
        return told;
    }

    /** The name of an account's stream. */
    static String stream(String channel, int account) {
        return channel + " of account " + account;
    }

    /** Hears of prices. */
    static Told ofPrices(String address) throws Exception {
        Told told = new Told();
        told.ears.put("prices", new Ear(address, "\"channel\":\"prices\",\"snapshot\":false"));
        return told;
    }

    /** Waits for the end of the connections and returns their close code, or -1 where one broke. */
    int awaitEnd() throws Exception {
        int code = 0;
        for (Ear ear : ears.values()) {
            int ended = ear.ended.get(PATIENCE_S, TimeUnit.SECONDS);
            code = code == 0 || code == ended ? ended : -1;
        }
        return code;
    }

    /** How many messages have come. */
    int count() {
        return ears.values().stream().mapToInt(ear -> ear.count).sum();
    }

    /** The events of each stream in the order in which they came. */
    Map<String, List<String>> events() {
        Map<String, List<String>> events = new TreeMap<>();
        ears.forEach((stream, ear) -> events.put(stream, ear.events()));
        return events;
    }

    private static final class Ear implements WebSocket.Listener {
        private final CountDownLatch subscribed = new CountDownLatch(1);
        private final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        private final List<String> messages = new ArrayList<>();
        /** Written by the client's thread. */
        private volatile int count;

        Ear(String address, String fields) throws Exception {
            WebSocket socket = HTTP.newWebSocketBuilder()
                    .buildAsync(URI.create(address), this)
                    .get(PATIENCE_S, TimeUnit.SECONDS);
            socket.sendText("{\"type\":\"subscribe\"," + fields + "}", true).get(PATIENCE_S, TimeUnit.SECONDS);
            if (!subscribed.await(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new AssertionError("the edge did not answer");
            }
        }

        /** Without what is of no stream: the answer to the subscription, heartbeats, and what comes with every tick. */
        List<String> events() {
            synchronized (messages) {
                return messages.stream()
                        .filter(message -> message.startsWith("{\"type\":\"price\"")
                                || message.contains(",\"seq\":") && message.contains(",\"event_id\":"))
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
}
