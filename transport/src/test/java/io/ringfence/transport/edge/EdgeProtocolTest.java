package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What clients may say, and what comes of it; a second client watches that nobody else notices. Over what {@link EdgeIo#AUTO}
 * is, epoll on Linux; the rest in tests that extend this one.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EdgeProtocolTest {
    /** Otherwise the edge waits for the next request. */
    private static final String CLOSE = "Connection: close";

    private EdgeFixture edge;

    EdgeIo io() {
        return EdgeIo.AUTO;
    }

    @BeforeEach
    void start() {
        Throwable unavailability = io().unavailability();
        assumeTrue(unavailability == null, () -> io().word() + " is not available here: " + unavailability);
        edge = new EdgeFixture(Configs.small().with(io()));
    }

    @AfterEach
    void close() {
        if (edge != null) {
            edge.close();
        }
    }

    @Test
    void shouldEchoIdWhenItIsTextOrNumber() {
        JdkClient client = JdkClient.connect(edge.uri());

        assertEquals(
                "{\"type\":\"subscribed\",\"id\":1,\"channel\":\"prices\"}",
                client.ask("{\"type\":\"subscribe\",\"channel\":\"prices\",\"id\":1}"));
        assertEquals(
                "{\"type\":\"unsubscribed\",\"id\":\"b\",\"channel\":\"prices\"}",
                client.ask("{\"type\":\"unsubscribe\",\"channel\":\"prices\",\"id\":\"b\"}"));
        assertEquals("{\"type\":\"pong\"}", client.ask("{\"type\":\"ping\"}"));
    }

    @Test
    void shouldBringEachChannelOnlyToItsSubscribersWhenEventsCome() {
        JdkClient prices = JdkClient.subscribed(edge.uri(), "prices");
        JdkClient orders = JdkClient.subscribed(edge.uri(), "orders");

        long first = edge.tick(0, "231.450");
        long second = edge.filled();
        long third = edge.quote(1, "10", "11");
        long fourth = edge.define(3, "A\"B");
        long fifth = edge.tick(3, "0.00000001");

        assertEquals(Events.priceJson("SOL", "231.45", first), prices.next());
        assertEquals(Events.priceJson("ETH", "10.5", third), prices.next());
        assertEquals(Events.priceJson("A\\\"B", "0.00000001", fifth), prices.next());
        assertEquals(Events.filledJson(second, 1), orders.next());
        prices.assertUndisturbed();
        orders.assertUndisturbed();
        assertEquals(5, fourth + 1);
        assertEquals(3, edge.count(EdgeCounter.PRICES_SENT));
        assertEquals(1, edge.count(EdgeCounter.EVENTS_SENT));
    }

    @Test
    void shouldEncodeOnceWhenManyClientsListen() {
        List<JdkClient> clients = List.of(
                JdkClient.subscribed(edge.uri(), "prices"),
                JdkClient.subscribed(edge.uri(), "prices"),
                JdkClient.subscribed(edge.uri(), "prices"));

        long sequence = edge.tick(0, "1");

        clients.forEach(client -> assertEquals(Events.priceJson("SOL", "1", sequence), client.next()));
        assertEquals(1, edge.count(EdgeCounter.PRICES_ENCODED));
        assertEquals(3, edge.count(EdgeCounter.PRICES_SENT));
    }

    @Test
    void shouldSendOnlyWantedSymbolsWhenPricesAreFiltered() {
        JdkClient client = JdkClient.connect(edge.uri());
        client.ask("{\"type\":\"subscribe\",\"channel\":\"prices\",\"symbols\":[\"ETH\",\"NOT_YET\"]}");

        edge.tick(0, "1");
        long second = edge.tick(1, "2");
        edge.define(3, "NOT_YET");
        long fourth = edge.tick(3, "3");

        assertEquals(Events.priceJson("ETH", "2", second), client.next());
        assertEquals(Events.priceJson("NOT_YET", "3", fourth), client.next());
        client.ask("{\"type\":\"subscribe\",\"channel\":\"prices\",\"snapshot\":false}");
        assertEquals(Events.priceJson("SOL", "4", edge.tick(0, "4")), client.next());
        client.ask("{\"type\":\"unsubscribe\",\"channel\":\"prices\"}");
        edge.tick(0, "5");
        client.assertUndisturbed();
    }

    @Test
    void shouldRefuseSubscriptionWhenItIsOverTheBound() {
        JdkClient client = JdkClient.subscribed(edge.uri(), "orders");

        assertEquals(
                "{\"type\":\"error\",\"id\":5,\"code\":\"TOO_MANY_SUBSCRIPTIONS\","
                        + "\"message\":\"subscriptions 5: expected at most 4 on a connection\",\"temporary\":false}",
                client.ask("{\"type\":\"subscribe\",\"channel\":\"prices\",\"id\":5,"
                        + "\"symbols\":[\"A\",\"B\",\"C\",\"D\"]}"));
    }

    @Test
    void shouldAnswerWithFieldValueAndReasonWhenChannelIsUnknown() {
        JdkClient client = JdkClient.connect(edge.uri());

        assertEquals(
                "{\"type\":\"error\",\"id\":\"x\",\"code\":\"UNKNOWN_CHANNEL\","
                        + "\"message\":\"channel \\\"foo\\\": expected prices, orders, strategies, portfolio, runners, alerts, "
                        + "commands, events, host\",\"temporary\":false}",
                client.ask("{\"type\":\"subscribe\",\"channel\":\"foo\",\"id\":\"x\"}"));
        client.assertUndisturbed();
    }

    @Test
    void shouldCloseWithPolicyViolationWhenBadMessagesFollowOneAnother() throws Exception {
        JdkClient other = JdkClient.subscribed(edge.uri(), "prices");
        JdkClient client = JdkClient.connect(edge.uri());

        for (int i = 0; i < 4; i++) {
            assertTrue(client.ask("garbage").contains("\"code\":\"INVALID_JSON\""));
        }
        client.assertUndisturbed();
        for (int i = 0; i < 5; i++) {
            client.ask("garbage");
        }

        assertEquals(1008, client.closeCode());
        assertEquals(Events.priceJson("SOL", "1", edge.tick(0, "1")), other.next());
        assertEquals(9, edge.count(EdgeCounter.MESSAGES_BAD));
        assertEquals(1, edge.count(EdgeCounter.CLIENTS_CLOSED_VIOLATION));
    }

    @Test
    void shouldCloseWithTheCodeOfTheViolationWhenFramesAreWrong() throws Exception {
        JdkClient other = JdkClient.subscribed(edge.uri(), "prices", "orders");

        assertEquals(1003, closeCodeAfter(true, RawClient.BINARY, new byte[10]));
        assertEquals(1007, closeCodeAfter(true, RawClient.TEXT, new byte[] {'"', (byte) 0xC3, '"'}));
        assertEquals(1009, closeCodeAfter(true, RawClient.TEXT, new byte[16_385]));
        assertEquals(1002, closeCodeAfter(true, 3, new byte[0]));
        assertEquals(1002, closeCodeAfter(true, RawClient.PING, new byte[126]));

        assertEquals(Events.priceJson("SOL", "1", edge.tick(0, "1")), other.next());
        assertEquals(Events.filledJson(edge.filled(), 1), other.next());
        other.assertUndisturbed();
    }

    private int closeCodeAfter(boolean last, int opcode, byte[] payload) throws Exception {
        try (RawClient client = RawClient.upgraded(edge.port())) {
            client.text("{\"type\":\"subscribe\",\"channel\":\"prices\"}").next();
            RawClient.Frame close = client.frame(last, opcode, payload).next();
            assertEquals(RawClient.CLOSE, close.opcode());
            return close.closeCode();
        }
    }

    @Test
    void shouldCloseWithTooBigWhenFragmentsAddUpBeyondTheBound() throws Exception {
        try (RawClient client = RawClient.upgraded(edge.port())) {
            byte[] half = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            client.frame(false, RawClient.TEXT, half).frame(true, 0, half);

            assertEquals(1009, client.next().closeCode());
        }
    }

    @Test
    void shouldReadMessageWhenItComesInFragmentsWithAPingBetween() throws Exception {
        try (RawClient client = RawClient.upgraded(edge.port())) {
            client.frame(false, RawClient.TEXT, "{\"type\":".getBytes(StandardCharsets.US_ASCII))
                    .frame(true, RawClient.PING, new byte[] {1, 2})
                    .frame(true, 0, "\"ping\"}".getBytes(StandardCharsets.US_ASCII));

            RawClient.Frame pong = client.next();
            assertEquals(RawClient.PONG, pong.opcode());
            assertEquals(2, pong.payload().length);
            assertEquals("{\"type\":\"pong\"}", client.next().text());
        }
    }

    @Test
    void shouldSayWhichProtocolItSpeaksWhenAClientUpgrades() throws Exception {
        try (RawClient client = new RawClient(edge.port())) {
            String head = client.upgrade();
            assertTrue(head.contains("\r\nringfence-protocol: 1\r\n"), head);
        }
    }

    @Test
    void shouldAnswerCloseFrameWithItsCodeWhenTheClientCloses() throws Exception {
        try (RawClient client = RawClient.upgraded(edge.port())) {
            client.text("{\"type\":\"subscribe\",\"channel\":\"prices\"}").next();
            RawClient.Frame answer = client.frame(true, RawClient.CLOSE, new byte[] {0x0F, (byte) 0xA0})
                    .next();

            assertEquals(RawClient.CLOSE, answer.opcode());
            assertEquals(4000, answer.closeCode());
            assertTrue(client.isEnded());
        }
        EdgeFixture.await("client to be forgotten", () -> edge.count(EdgeCounter.CONNECTIONS_OPEN) == 0);
        edge.tick(0, "1");
        assertEquals(0, edge.count(EdgeCounter.PRICES_ENCODED));
    }

    @Test
    void shouldPointToTheWebSocketWhenSomeoneComesWithPlainHttp() throws Exception {
        answers("HTTP/1.1 200 OK", "Ringfence edge: JSON over WebSocket at /ws\n", "GET / HTTP/1.1", CLOSE);
        answers("HTTP/1.1 404 Not Found", "not found: the WebSocket is at /ws\n", "GET /wss HTTP/1.1", CLOSE);
        answers(
                "HTTP/1.1 426 Upgrade Required",
                "expected a WebSocket upgrade, version 13\n",
                "GET /ws HTTP/1.1",
                CLOSE);
        answers("HTTP/1.1 400 Bad Request", "expected an HTTP/1.1 request\n", "garbage");
        answers(
                "HTTP/1.1 400 Bad Request",
                "expected headers Connection: Upgrade and Sec-WebSocket-Key\n",
                "GET /ws HTTP/1.1",
                CLOSE,
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13");
    }

    private void answers(String status, String body, String line, String... headers) throws Exception {
        try (RawClient client = new RawClient(edge.port())) {
            String head = client.request(line, headers);
            assertEquals(status, head.substring(0, head.indexOf("\r\n")));
            assertEquals(body, client.rest());
        }
    }

    @Test
    void shouldSayGoingAwayWhenTheServerCloses() throws Exception {
        JdkClient client = JdkClient.subscribed(edge.uri(), "prices", "orders");
        long first = edge.tick(0, "1");

        edge.server.close();

        assertEquals(Events.priceJson("SOL", "1", first), client.next());
        assertEquals("{\"type\":\"goaway\",\"reconnect_after_ms\":1500}", client.next());
        assertEquals(1001, client.closeCode());
        edge.tick(0, "2");
        edge.filled();
        assertEquals(1, edge.count(EdgeCounter.PRICES_ENCODED));
        edge.server.close();
    }

    @Test
    void shouldSayWhyWhenTheAddressIsTaken() {
        EdgeConfig taken = EdgeConfig.defaults().on("127.0.0.1", edge.port());
        try (EdgeServer second = new EdgeServer(taken)) {
            String message =
                    assertThrows(IllegalStateException.class, second::start).getMessage();
            assertTrue(message.startsWith("edge: cannot listen on 127.0.0.1:" + edge.port() + ": "), message);
        }
    }
}
