package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One client that does not read, one that does. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowClientTest {
    private static final int BATCH = 20;

    @Test
    void shouldConflateForTheSlowClientOnlyWhenItDoesNotRead() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(Configs.small());
                RawClient slow = RawClient.upgraded(edge.port())) {
            slow.text("{\"type\":\"subscribe\",\"channel\":\"prices\"}").next();
            JdkClient healthy = JdkClient.subscribed(edge.uri(), "prices");

            String[] last = new String[3];
            int sent = 0;
            while (edge.count(EdgeCounter.PRICES_CONFLATED) < 1_000) {
                sent += sendBatch(edge, healthy, last);
            }
            slow.text("{\"type\":\"ping\",\"id\":\"end\"}");

            Map<String, Long> newest = new HashMap<>();
            int received = 0;
            long previous = 0;
            for (String text = slow.next().text();
                    !text.contains("pong");
                    text = slow.next().text()) {
                long sequence = sequence(text);
                assertTrue(sequence > previous, "sequences rise");
                previous = sequence;
                newest.put(text, sequence);
                received++;
            }
            assertTrue(received < sent, received + " of " + sent);
            for (String text : last) {
                assertTrue(newest.containsKey(text), "the latest of each symbol: " + text);
            }
            assertEquals(sent, received + edge.count(EdgeCounter.PRICES_CONFLATED));
            assertEquals(0, edge.count(EdgeCounter.CLIENTS_CLOSED_SLOW));
        }
    }

    /** Ticks of three symbols; the healthy client gets all of them, in order. */
    private static int sendBatch(EdgeFixture edge, JdkClient healthy, String[] last) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            int instrumentId = i % 3;
            String price = (i + 1) + ".5";
            long sequence = i == BATCH - 1 ? edge.tick(instrumentId, price) : edge.tickInBatch(instrumentId, price);
            last[instrumentId] = Events.priceJson(EdgeFixture.SYMBOLS.get(instrumentId), price, sequence);
            expected.add(last[instrumentId]);
        }
        for (String text : expected) {
            assertEquals(text, healthy.next());
        }
        return BATCH;
    }

    @Test
    void shouldCloseTheSlowClientWithoutAGapWhenOrdersWaitBeyondTheBound() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(Configs.small());
                RawClient slow = RawClient.upgraded(edge.port())) {
            slow.text("{\"type\":\"subscribe\",\"channel\":\"orders\"}").next();
            JdkClient healthy = JdkClient.subscribed(edge.uri(), "prices", "orders");

            int orders = 0;
            while (edge.count(EdgeCounter.CLIENTS_CLOSED_SLOW) == 0) {
                long sequence = edge.filled();
                orders++;
                assertEquals(Events.filledJson(sequence, orders), healthy.next());
            }
            assertEquals(Events.priceJson("SOL", "1", edge.tick(0, "1")), healthy.next());
            healthy.assertUndisturbed();

            List<RawClient.Frame> frames = slow.untilClose();
            RawClient.Frame close = frames.get(frames.size() - 1);
            assertEquals(3000, close.closeCode());
            assertEquals("reconnect and resume: events wait for the client to read", close.closeReason());
            assertEquals(orders - 1, frames.size() - 1);
            for (int i = 0; i < frames.size() - 1; i++) {
                assertEquals(Events.filledJson(i + 1, i + 1), frames.get(i).text());
            }
            assertEquals(1, edge.count(EdgeCounter.CLIENTS_CLOSED_SLOW));
        }
    }

    /** All in one write, so that the edge has read them before it knows that nobody reads its answers. */
    @Test
    void shouldCloseTheClientWhenItAsksForMoreThanItReads() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(Configs.small());
                RawClient slow = RawClient.upgraded(edge.port())) {
            for (int i = 0; i < 64; i++) {
                edge.filled();
            }
            StringBuilder asks = new StringBuilder();
            for (int i = 0; i < 90; i++) {
                asks.append("{\"type\":\"subscribe\",\"channel\":\"orders\",\"history\":64}\n");
            }
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (String ask : asks.toString().split("\n")) {
                frames.write(0x81);
                frames.write(0x80 | ask.length());
                frames.write(new byte[4]);
                frames.write(ask.getBytes(StandardCharsets.US_ASCII));
            }
            slow.bytes(frames.toByteArray());

            EdgeFixture.await("the client to be closed", () -> edge.count(EdgeCounter.CLIENTS_CLOSED_SLOW) == 1);
            List<RawClient.Frame> told = slow.untilClose();
            RawClient.Frame close = told.get(told.size() - 1);
            assertEquals(3000, close.closeCode());
            assertEquals("reconnect and resume: answers wait for the client to read", close.closeReason());
            assertTrue(told.size() < 90 * 65, told.size() + " messages");
        }
    }

    @Test
    void shouldCutTheStalledClientWhenTheServerCloses() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(Configs.small());
                RawClient slow = RawClient.upgraded(edge.port())) {
            slow.text("{\"type\":\"subscribe\",\"channel\":\"prices\"}").next();
            JdkClient healthy = JdkClient.subscribed(edge.uri(), "prices");
            while (edge.count(EdgeCounter.PRICES_CONFLATED) < 1_000) {
                sendBatch(edge, healthy, new String[3]);
            }

            edge.server.close();

            assertEquals(1001, healthy.closeCode());
            assertEquals(0, edge.count(EdgeCounter.CONNECTIONS_OPEN));
        }
    }

    @Test
    void shouldCloseTheClientWhenItGivesNoSignOfLife() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(Configs.idleTimeoutMs(200));
                RawClient silent = RawClient.upgraded(edge.port())) {
            JdkClient answersPings = JdkClient.connect(edge.uri());

            assertEquals(RawClient.PING, silent.next().opcode());
            RawClient.Frame close = silent.next();

            assertEquals(3000, close.closeCode());
            assertEquals("reconnect and resume: no sign of life", close.closeReason());
            answersPings.assertUndisturbed();
        }
    }

    @Test
    void shouldTurnAwayTheNextConnectionWhenTooManyAreOpen() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(Configs.maxConnections(1))) {
            JdkClient first = JdkClient.subscribed(edge.uri(), "prices");
            try (RawClient second = new RawClient(edge.port())) {
                assertEquals(
                        "HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
                        second.rest());
            }
            EdgeFixture.await("place", () -> edge.count(EdgeCounter.CONNECTIONS_OPEN) == 1);
            first.assertUndisturbed();
            first.close(1000);
            assertEquals(1000, first.closeCode());
            EdgeFixture.await("place", () -> edge.count(EdgeCounter.CONNECTIONS_OPEN) == 0);
            JdkClient.subscribed(edge.uri(), "prices").assertUndisturbed();
            assertEquals(2, edge.count(EdgeCounter.CONNECTIONS_ACCEPTED));
            assertEquals(1, edge.count(EdgeCounter.CONNECTIONS_REFUSED));
        }
    }

    private static long sequence(String price) {
        return Long.parseLong(price.substring(price.indexOf("\"seq\":") + 6, price.length() - 1));
    }
}
