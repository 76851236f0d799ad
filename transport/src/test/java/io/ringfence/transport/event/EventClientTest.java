package io.ringfence.transport.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.transport.client.ChannelListener;
import io.ringfence.transport.client.ChannelOptions;
import io.ringfence.transport.client.EdgeClient;
import io.ringfence.transport.client.EdgeClientConfig;
import io.ringfence.transport.client.EdgeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Java client, which acknowledges by itself, against a real core. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventClientTest {
    private final Gateway gateway = new Gateway();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<EdgeClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(EdgeClient::close);
        gateway.close();
    }

    private EdgeClient client(int account) {
        EdgeClientConfig config = new EdgeClientConfig(gateway.uri(), 10_000, 10_000, 1, 4, 0, 64, 64, 1 << 20, 1_024);
        EdgeClient client = new EdgeClient(
                config, () -> CompletableFuture.completedFuture(Integer.toString(account)), (state, reason) -> {});
        clients.add(client);
        client.connect();
        return client;
    }

    private EdgeClient session(int account, ChannelListener listener) {
        EdgeClient client = client(account);
        long before = gateway.count("SESSION_OPENED");
        client.subscribe("events", ChannelOptions.none(), listener);
        Gateway.await("the session", () -> gateway.count("SESSION_OPENED") > before);
        return client;
    }

    private static EdgeMessage publish(EdgeClient from, String title, String target) {
        return from.command("event", Map.of("event", Map.of("title", title, "targets", List.of(target))))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void shouldAcknowledgeEachEventOnceItIsProcessedAndSeeItsStream() {
        session(
                Gateway.ALICE,
                event -> heard.add(
                        event.type().equals("event")
                                ? "event " + event.text("title")
                                : event.type() + " " + event.text("state")));
        EdgeClient operator = client(Gateway.OPERATOR);
        publish(operator, "a", "alice");
        publish(operator, "b", "alice");
        Gateway.await("both acknowledgements", () -> gateway.count("EVENT_ACKNOWLEDGED") == 2);
        Gateway.await("what became of them", () -> heard.size() == 6);
        assertEquals(
                List.of("event a", "event b"),
                heard.stream().filter(line -> line.startsWith("event ")).toList());
        assertEquals(
                List.of(
                        "delivery_changed delivered",
                        "delivery_changed delivered",
                        "delivery_changed offered",
                        "delivery_changed offered"),
                heard.stream()
                        .filter(line -> !line.startsWith("event "))
                        .sorted()
                        .toList());
    }

    @Test
    void shouldHearOfAnEventOnceWhenItIsOfferedToTwoClientsAndOneIsSlow() {
        List<String> slow = new CopyOnWriteArrayList<>();
        session(Gateway.ALICE, event -> heard.add(event.type()));
        session(Gateway.ALICE, event -> slow.add(event.type()));
        publish(client(Gateway.OPERATOR), "a", "alice");
        Gateway.await("both", () -> heard.contains("event") && slow.contains("event"));
        gateway.settle();
        assertEquals(1, heard.stream().filter("event"::equals).count());
        assertEquals(1, slow.stream().filter("event"::equals).count());
    }
}
