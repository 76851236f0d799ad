package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.config.node.NodeListener;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.journal.replica.Rebuilt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole node as a real WebSocket client sees it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EdgeTest {
    @TempDir
    private Path directory;

    /** Collects text until the server closes. */
    private static final class Client implements WebSocket.Listener {
        final List<String> messages = Collections.synchronizedList(new ArrayList<>());
        private final Semaphore subscribed = new Semaphore(0);
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                if (part.indexOf("{\"type\":\"subscribed\"") == 0) {
                    subscribed.release();
                }
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        void awaitSubscribed(int channels) {
            try {
                assertTrue(subscribed.tryAcquire(channels, 10, TimeUnit.SECONDS), messages::toString);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted while waiting for " + channels + " channels", e);
            }
        }

        long count(String type) {
            return messages.stream()
                    .filter(message -> message.startsWith("{\"type\":\"" + type + "\""))
                    .count();
        }

        /** Types of the messages that hold some text. */
        List<String> typesWith(String text) {
            return messages.stream()
                    .filter(message -> message.contains(text))
                    .map(message -> message.substring("{\"type\":\"".length(), message.indexOf("\",")))
                    .toList();
        }
    }

    @Test
    void shouldSendEveryOrderEventWhenAClientSubscribesToOrders() throws Exception {
        Client client = new Client();
        NodeSummary summary = run(client, "orders", "strategies");
        assertEquals(summary.fills(), client.count("order_filled"));
        assertEquals(summary.stopsFired(), client.count("stoploss_triggered"));
        assertEquals(summary.strategies().size(), client.count("strategy_exited"));
        assertEquals(1001, client.closed.get());
    }

    @Test
    void shouldSendPricesUpToTheLastWhenAClientSubscribesToPrices() throws Exception {
        Client client = new Client();
        run(client, "prices");
        assertTrue(client.messages.size() > 2, client.messages::toString);
        assertEquals(List.of("goaway"), client.typesWith("reconnect_after_ms"));
        String newest = client.messages.get(client.messages.size() - 2);
        assertTrue(
                newest.startsWith(
                        "{\"type\":\"price\",\"symbol\":\"BTCUSD\",\"price\":\"999\",\"timestamp\":\"2013-12-01T16:02:05.000Z\""),
                newest);
    }

    @Test
    void shouldTellWhenAFeedsFileIsDamagedInTheMiddleAndWhenItIsMended() throws Exception {
        SmallNode files = new SmallNode(directory);
        Random random = new Random(1);
        String[] prices = IntStream.range(0, 5_000)
                .mapToObj(i -> String.valueOf(100 + random.nextInt(100)))
                .toArray(String[]::new);
        String feed = files.feed(1, "AAA", 1_000, prices).replace(".csv", ".csv.gz");
        Path packed = directory.resolve("feed-1.csv.gz");
        byte[] whole = packed(directory.resolve("feed-1.csv"));
        NodeConfig config =
                files.config("edge.enabled=true", "ring.threading=inline", "instruments=[AAA]", "feeds=[" + feed + "]");

        Files.write(packed, Arrays.copyOf(whole, whole.length / 2));
        Client client = new Client();
        NodeSummary damaged = run(config, client, "host", "alerts");
        assertTrue(damaged.ticks() > 0 && damaged.ticks() < prices.length, damaged::toString);
        assertEquals(
                List.of("price_stream_disconnected"),
                client.typesWith("\"feedId\":1,\"symbol\":\"AAA\""),
                client.messages::toString);
        assertEquals(1, client.count("error_logged"), client.messages::toString);
        // No time passes any more, so nobody has been waiting.
        assertEquals(0, client.count("alert_triggered"), client.messages::toString);

        Files.write(packed, whole);
        Client later = new Client();
        assertEquals(prices.length, run(config, later, "host", "alerts").ticks());
        assertEquals(
                List.of("price_stream_restored"),
                later.typesWith("\"feedId\":1,\"symbol\":\"AAA\""),
                later.messages::toString);
    }

    private static byte[] packed(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            Files.copy(file, gzip);
        }
        return bytes.toByteArray();
    }

    private NodeSummary run(Client client, String... channels) throws Exception {
        List<String> settings = TestNodes.under(directory, "ring.threading=inline");
        return run(ConfigFile.profile("demo", settings), client, channels);
    }

    private NodeSummary run(NodeConfig config, Client client, String... channels) throws Exception {
        Node node = new Node(config, listener(client, channels));
        try (node) {
            node.start();
            while (!node.awaitEnd(1_000)) {
                assertEquals(null, node.halt());
            }
        }
        client.closed.get(10, TimeUnit.SECONDS);
        return node.summary();
    }

    /** Subscribes while the node starts: it listens before its first input, so the client misses nothing. */
    private static NodeListener listener(Client client, String... channels) {
        return new NodeListener() {
            @Override
            public void onReplayProgress(long doneBytes, long totalBytes) {}

            @Override
            public void onRecovered(Rebuilt rebuilt) {}

            @Override
            public void onListening(String boundAddress) {
                WebSocket socket = HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(URI.create(boundAddress), client)
                        .join();
                for (String channel : channels) {
                    socket.sendText("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"id\":1}", true)
                            .join();
                }
                client.awaitSubscribed(channels.length);
            }

            @Override
            public void onBadRow(String source, long lineNumber, String reason) {}
        };
    }
}
