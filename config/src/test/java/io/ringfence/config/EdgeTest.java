package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeListener;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.journal.RecoveryReport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole node as a real WebSocket client sees it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EdgeTest {
    @TempDir
    private Path directory;

    private final CompletableFuture<String> address = new CompletableFuture<>();

    /** Collects text until the server closes. */
    private static final class Client implements WebSocket.Listener {
        final List<String> messages = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch subscribed = new CountDownLatch(1);
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
                subscribed.countDown();
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        long count(String type) {
            return messages.stream()
                    .filter(message -> message.startsWith("{\"type\":\"" + type + "\""))
                    .count();
        }
    }

    @Test
    void shouldSendEveryOrderEventWhenAClientSubscribesToOrders() throws Exception {
        Client client = new Client();
        NodeSummary summary = run(client, "orders");
        assertEquals(summary.fills(), client.count("order_filled"));
        assertEquals(summary.stopsFired(), client.count("stoploss_triggered"));
        assertEquals(summary.strategies().size(), client.count("strategy_exited"));
        assertEquals(1001, client.closed.get());
    }

    @Test
    void shouldSendPricesUpToTheLastWhenAClientSubscribesToPrices() throws Exception {
        Client client = new Client();
        run(client, "prices");
        assertFalse(client.messages.isEmpty());
        String newest = client.messages.get(client.messages.size() - 1);
        assertTrue(
                newest.startsWith(
                        "{\"type\":\"price\",\"symbol\":\"BTCUSD\",\"price\":\"999\",\"timestamp\":\"2013-12-01T16:02:05.000Z\""),
                newest);
    }

    private NodeSummary run(Client client, String channel) throws Exception {
        List<String> settings = TestNodes.under(directory, "ring.threading=inline");
        Node node = new Node(ConfigFile.profile("demo", settings), listener());
        try (node) {
            node.start();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(address.join()), client)
                    .get(10, TimeUnit.SECONDS);
            socket.sendText("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"id\":1}", true);
            assertTrue(client.subscribed.await(10, TimeUnit.SECONDS));
            assertEquals(
                    "{\"type\":\"subscribed\",\"channel\":\"" + channel + "\",\"id\":1}", client.messages.remove(0));
            while (!node.awaitEnd(1_000)) {
                assertEquals(null, node.halt());
            }
        }
        client.closed.get(10, TimeUnit.SECONDS);
        return node.summary();
    }

    private NodeListener listener() {
        return new NodeListener() {
            @Override
            public void onReplayProgress(long doneBytes, long totalBytes) {}

            @Override
            public void onRecovered(RecoveryReport report) {}

            @Override
            public void onListening(String boundAddress) {
                address.complete(boundAddress);
            }

            @Override
            public void onBadRow(String source, long lineNumber, String reason) {}
        };
    }
}
