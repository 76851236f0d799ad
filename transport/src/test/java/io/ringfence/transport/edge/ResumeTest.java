package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.ring.EventSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams from a place on: what was missed, what is kept, and that the two meet without a gap. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResumeTest {
    private final EdgeFixture edge = new EdgeFixture(Configs.small());
    private final List<String> all = new ArrayList<>();

    @AfterEach
    void close() {
        edge.close();
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            all.add(Events.filledJson(edge.filled(), all.size() + 1));
        }
    }

    private static String subscribe(String options) {
        return "{\"type\":\"subscribe\",\"channel\":\"orders\",\"id\":1" + options + "}";
    }

    private static String recover(String epoch, long seq) {
        return subscribe(",\"recover\":{\"epoch\":\"" + epoch + "\",\"seq\":" + seq + "}");
    }

    private static String subscribed(long seq, String recovered, int replayed) {
        return "{\"type\":\"subscribed\",\"id\":1,\"channel\":\"orders\",\"epoch\":\"e1\",\"seq\":" + seq + recovered
                + ",\"replayed\":" + replayed + "}";
    }

    private void assertNext(JdkClient client, int from, int to) {
        for (String expected : all.subList(from, to)) {
            assertEquals(expected, client.next());
        }
    }

    @Test
    void shouldSayWhereTheStreamStandsWhenNothingWasEverSent() {
        JdkClient client = JdkClient.connect(edge.uri());

        assertEquals(subscribed(0, "", 0), client.ask(subscribe("")));
        fill(1);
        assertNext(client, 0, 1);
        client.assertUndisturbed();
    }

    @Test
    void shouldBringAllThatWasMissedThenWhatIsNewWhenTheClientComesBack() {
        fill(10);
        JdkClient client = JdkClient.connect(edge.uri());

        assertEquals(subscribed(10, ",\"recovered\":true", 6), client.ask(recover("e1", 4)));
        assertNext(client, 4, 10);
        fill(2);
        assertNext(client, 10, 12);
        client.assertUndisturbed();
        assertEquals(1, edge.count(EdgeCounter.CLIENTS_RESUMED));
    }

    @Test
    void shouldBringNothingTwiceWhenNothingWasMissed() {
        fill(3);
        JdkClient client = JdkClient.connect(edge.uri());

        assertEquals(subscribed(3, ",\"recovered\":true", 0), client.ask(recover("e1", 3)));
        client.assertUndisturbed();
    }

    @Test
    void shouldNotBringAPartWhenMoreWasMissedThanIsKept() {
        fill(70);
        JdkClient client = JdkClient.connect(edge.uri());

        assertEquals(subscribed(70, ",\"recovered\":true", 64), client.ask(recover("e1", 6)));
        assertNext(client, 6, 70);
        assertEquals(subscribed(70, ",\"recovered\":false", 0), client.ask(recover("e1", 5)));
        assertEquals(subscribed(70, ",\"recovered\":false", 0), client.ask(recover("e1", 71)));
        assertEquals(subscribed(70, ",\"recovered\":false", 0), client.ask(recover("e2", 70)));
        client.assertUndisturbed();
        assertEquals(3, edge.count(EdgeCounter.CLIENTS_NOT_RESUMED));
    }

    @Test
    void shouldBringTheNewestWhenALateClientAsksForHistory() {
        fill(5);
        JdkClient client = JdkClient.connect(edge.uri());

        assertEquals(subscribed(5, "", 2), client.ask(subscribe(",\"history\":2")));
        assertNext(client, 3, 5);
        assertEquals(subscribed(5, "", 5), client.ask(subscribe(",\"history\":1000")));
        assertNext(client, 0, 5);
        fill(1);
        assertNext(client, 5, 6);
        client.assertUndisturbed();
    }

    @Test
    void shouldGoOnWhereTheHostStoodWhenItWasStartedAgain() {
        EventSlot slot = new EventSlot(io.ringfence.core.ring.RingConfig.defaults());
        slot.claim(40, Events.TIME_NS);
        Events.filled(slot.out(), 9);
        edge.stage.standsAt(io.ringfence.core.event.EventType.Channel.STRATEGIES, 0, 12);
        edge.stage.remember(
                0,
                9,
                40,
                0,
                Events.TIME_NS,
                slot.out().buffer(),
                slot.out().messageOffset(0),
                slot.out().messageLength(0));
        JdkClient client = JdkClient.connect(edge.uri());

        assertEquals(subscribed(9, ",\"recovered\":true", 1), client.ask(recover("e1", 8)));
        assertEquals(Events.filledJson(40, 9), client.next());
        String strategies = client.ask(
                "{\"type\":\"subscribe\",\"channel\":\"strategies\",\"recover\":{\"epoch\":\"e1\",\"seq\":12}}");
        assertTrue(strategies.endsWith("\"epoch\":\"e1\",\"seq\":12,\"recovered\":true,\"replayed\":0}"), strategies);
    }

    @Test
    void shouldSendOnlyWhatIsWantedAndSayUpToWhereWhenItIsFiltered() {
        try (EdgeFixture quick = new EdgeFixture(Configs.heartbeatMs(50))) {
            JdkClient client = JdkClient.connect(quick.uri());
            client.ask(subscribe(",\"event_types\":[\"order_rejected\"]"));
            quick.filled();
            quick.filled();

            String heartbeat = client.next();
            while (!heartbeat.contains("{\"orders\":2}")) {
                assertTrue(heartbeat.startsWith("{\"type\":\"heartbeat\",\"streams\":{\"orders\":"), heartbeat);
                heartbeat = client.next();
            }
        }
    }

    @Test
    void shouldBringEventsTogetherWhenABatchIsWanted() {
        JdkClient client = JdkClient.connect(edge.uri());
        client.ask("{\"type\":\"subscribe\",\"channel\":\"prices\",\"batch_ms\":50,\"snapshot\":false}");

        String first = Events.priceJson("SOL", "1", edge.tick(0, "1"));
        String second = Events.priceJson("ETH", "2", edge.tick(1, "2"));

        String batch = client.next();
        assertEquals(
                "[" + first + "," + second + "]",
                batch.contains(",{")
                        ? batch
                        : batch.replace("]", ",") + client.next().substring(1));
        client.ask(subscribe(",\"batch_ms\":10000,\"snapshot\":false"));
        fill(1);
        assertEquals("[" + all.get(0) + "]", client.next(), "a fill is critical and does not wait");
    }

    @Test
    void shouldConflateWithLowAndHighWhenPricesComeFasterThanWanted() {
        JdkClient client = JdkClient.connect(edge.uri());
        client.ask("{\"type\":\"subscribe\",\"channel\":\"prices\",\"conflate_ms\":300}");

        String first = Events.priceJson("SOL", "5", edge.tick(0, "5"));
        edge.tick(0, "3");
        edge.tick(0, "9");
        String last = Events.priceJson("SOL", "4", edge.tick(0, "4"));

        assertEquals(paced(first, "5", "5"), client.next());
        assertEquals(paced(last, "3", "9"), client.next());
        client.assertUndisturbed();
    }

    private static String paced(String price, String low, String high) {
        return price.substring(0, price.length() - 1) + ",\"low\":\"" + low + "\",\"high\":\"" + high + "\"}";
    }

    @Test
    void shouldShowTheNewestPricesFirstWhenAClientComes() {
        long sol = edge.tick(0, "1");
        edge.tick(1, "2");
        long eth = edge.tick(1, "3");
        JdkClient client = JdkClient.connect(edge.uri());

        client.ask("{\"type\":\"subscribe\",\"channel\":\"prices\"}");

        assertEquals(
                "{\"type\":\"snapshot\",\"channel\":\"prices\",\"prices\":[" + Events.priceJson("SOL", "1", sol) + ","
                        + Events.priceJson("ETH", "3", eth) + "]}",
                client.next());
        assertEquals(Events.priceJson("SOL", "4", edge.tick(0, "4")), client.next());
    }

    /** Clients that come and go while events come on another thread, never more ahead of them than is kept. */
    @Test
    void shouldNeverLoseOrRepeatAnEventWhenClientsComeBackWhileEventsCome() throws Exception {
        int events = 10_000;
        AtomicLong seen = new AtomicLong();
        Thread core = new Thread(() -> {
            for (int i = 0; i < events; i++) {
                while (i - seen.get() > 50) {
                    Thread.onSpinWait();
                }
                edge.filled();
            }
        });
        Random random = new Random(7);
        core.start();
        while (seen.get() < events) {
            JdkClient client = JdkClient.connect(edge.uri());
            String answer = client.ask(recover("e1", seen.get()));
            assertTrue(answer.contains("\"recovered\":true"), answer);
            long wanted = Math.min(events, seen.get() + 1 + random.nextInt(500));
            while (seen.get() < wanted) {
                String event = client.next();
                assertTrue(event.contains("\"seq\":" + (seen.get() + 1) + ","), event);
                seen.incrementAndGet();
            }
            client.close(1000);
        }
        core.join();
    }
}
