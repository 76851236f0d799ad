package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeListener;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.core.trade.StrategyState;
import io.ringfence.journal.replica.Rebuilt;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that lives by the host's clock, in which nothing happens but that time passes. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WallClockTest {
    @TempDir
    private Path directory;

    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    @Test
    void shouldBuyAndSellOnTimeWhenNoTickComes() throws Exception {
        SmallNode files = new SmallNode(directory);
        String feed = files.feed(1, "AAA", 1_000, "10", "11", "12");
        long buyMs = System.currentTimeMillis() + 4_000;
        long sellMs = buyMs + 1_000;
        String strategy = "{ name = silent, symbol = AAA, quantity = 1, buy-at = \"" + Instant.ofEpochMilli(buyMs)
                + "\", sell-at = \"" + Instant.ofEpochMilli(sellMs) + "\", stop { percent = 50 } }";
        List<String> settings = files.settings(
                "clock=wall",
                "lockstep=false",
                "edge.enabled=true",
                "broker.latency=100 ms",
                "instruments=[AAA]",
                "feeds=[" + feed + "]",
                "strategies=[" + strategy + "]");
        Node node = new Node(ConfigFile.file(files.file(), settings), listener());
        try (node) {
            node.start();
            subscribe("strategies");
            // Three ticks, long ago by the clock, are through before anything is due.
            while (!node.awaitEnd(10)) {
                assertEquals(null, node.halt());
            }
            for (String message = next(); !message.startsWith("{\"type\":\"strategy_exited\""); ) {
                message = next();
            }
            assertTrue(System.currentTimeMillis() >= sellMs);
        }
        check(node.summary(), buyMs, sellMs);
    }

    @Test
    void shouldCallAPersonWhenAFeedHasFailedAndStaysSilent() throws Exception {
        SmallNode files = new SmallNode(directory);
        // The second row is due, and found to be bad, long after the client has come.
        Files.writeString(directory.resolve("feed-1.csv"), "1000,10,1\n1004,11,1\nbad\n");
        String feed = "{ name = feed-1, id = 1, symbol = AAA, source = \"" + directory.resolve("feed-1.csv")
                + "\", columns = [time, last, quantity], time-unit = seconds, pacing = 1x, max-bad-rows = 0 }";
        List<String> settings = files.settings(
                "clock=wall",
                "lockstep=false",
                "edge.enabled=true",
                "limits.feed-silence=500 ms",
                "instruments=[AAA]",
                "feeds=[" + feed + "]");
        Node node = new Node(ConfigFile.file(files.file(), settings), listener());
        try (node) {
            node.start();
            subscribe("host", "alerts");
            List<String> told = new ArrayList<>();
            for (String message = ""; !message.startsWith("{\"type\":\"alert_triggered\""); told.add(message)) {
                message = next();
            }
            assertEquals(3, told.size(), told::toString);
            assertTrue(told.get(0).startsWith("{\"type\":\"error_logged\",\"code\":\"feed_error\""), told::toString);
            assertTrue(told.get(1).startsWith("{\"type\":\"price_stream_disconnected\",\"feedId\":1"), told::toString);
            assertTrue(told.get(2).startsWith("{\"type\":\"alert_triggered\",\"code\":\"feed_lost\""), told::toString);
        }
        assertTrue(node.feedFailure().isPresent());
        List<Instant> failedAt = JournaledInputs.of(directory.resolve("journal"), EventType.PRICE_FEED_ERROR).stream()
                .map(JournaledInputs.Input::time)
                .toList();
        List<Instant> passed = JournaledInputs.of(directory.resolve("journal"), EventType.TIME_ADVANCED).stream()
                .map(JournaledInputs.Input::time)
                .toList();
        assertEquals(1, failedAt.size());
        assertTrue(
                passed.stream().anyMatch(time -> !time.isBefore(failedAt.get(0).plusMillis(500))),
                () -> failedAt + " " + passed);
    }

    private void subscribe(String... channels) throws Exception {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address.join()), new Client())
                .get(10, TimeUnit.SECONDS);
        for (String channel : channels) {
            socket.sendText("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"snapshot\":false}", true)
                    .get(10, TimeUnit.SECONDS);
            assertTrue(next().startsWith("{\"type\":\"subscribed\""));
        }
    }

    private static void check(NodeSummary summary, long buyMs, long sellMs) {
        StrategyRow row = summary.strategies().get(0);
        assertEquals(StrategyState.CLOSED, row.state());
        assertEquals(ExitReason.SCHEDULE, row.reason());
        assertEquals(3, summary.ticks());
        assertEquals(2, summary.ordersSent());
        // Each order arrives after the latency, and that is a deadline of the broker's which only the clock fires.
        assertTrue(row.enteredNs() / 1_000_000 >= buyMs + 100, row::toString);
        assertTrue(row.exitedNs() / 1_000_000 >= sellMs + 100, row::toString);
    }

    private String next() throws InterruptedException {
        String message = messages.poll(20, TimeUnit.SECONDS);
        assertTrue(message != null, "the server fell silent");
        return message;
    }

    /** Collects whole messages. */
    private final class Client implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private NodeListener listener() {
        return new NodeListener() {
            @Override
            public void onReplayProgress(long doneBytes, long totalBytes) {}

            @Override
            public void onRecovered(Rebuilt rebuilt) {}

            @Override
            public void onListening(String boundAddress) {
                address.complete(boundAddress);
            }

            @Override
            public void onBadRow(String source, long lineNumber, String reason) {}
        };
    }
}
