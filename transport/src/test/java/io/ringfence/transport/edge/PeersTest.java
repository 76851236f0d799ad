package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that others wrote against a running edge. Looks at the fields that these clients need, not at whole messages. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeersTest {
    private static final int PRICE_COUNT = 100;
    private static final int IDLE_TIMEOUT_MS = 3_000;
    private static final int PING_INTERVAL_MS = 2_000;

    private record Price(String type, String symbol, String price, String seq) {}

    @Test
    void shouldServeWsWhenItIsTheClient() {
        serves(ProcessPeer::ws);
    }

    @Test
    void shouldServeWebsocketsWhenItIsTheClient() {
        serves(ProcessPeer::websockets);
    }

    @Test
    void shouldServeOkHttpWhenItIsTheClient() {
        serves(uri -> new OkHttpPeer(uri, 0));
    }

    private static void serves(Function<URI, Peer> connect) {
        try (EdgeFixture edge = new EdgeFixture(EdgeConfig.defaults());
                Peer peer = connect.apply(edge.uri())) {
            peer.awaitOpen();
            subscribes(peer);
            receivesPricesInOrder(edge, peer);
            isToldWhatIsWrong(peer);
            isAnsweredPings(peer);

            edge.server.close();
            String goaway = peer.next();
            assertTrue(goaway.startsWith("message {\"type\":\"goaway\",\"reconnect_after_ms\":"), goaway);
            assertEquals("closed 1001", peer.next());
        }
    }

    private static void subscribes(Peer peer) {
        Map<String, String> reply = peer.ask("{\"type\":\"subscribe\",\"channel\":\"prices\",\"id\":1}");
        assertEquals("subscribed", reply.get("type"));
        assertEquals("prices", reply.get("channel"));
        assertEquals("1", reply.get("id"));
    }

    private static void receivesPricesInOrder(EdgeFixture edge, Peer peer) {
        List<Price> expected = new ArrayList<>();
        List<Price> received = new ArrayList<>();
        for (int i = 1; i <= PRICE_COUNT; i++) {
            long sequence = edge.tick(0, "231." + i + "5");
            expected.add(new Price("price", "SOL", "231." + i + "5", String.valueOf(sequence)));
        }
        for (int i = 0; i < PRICE_COUNT; i++) {
            Map<String, String> message = peer.nextMessage();
            received.add(
                    new Price(message.get("type"), message.get("symbol"), message.get("price"), message.get("seq")));
        }
        assertEquals(expected, received);
    }

    private static void isToldWhatIsWrong(Peer peer) {
        Map<String, String> reply = peer.ask("{\"type\":\"subscribe\",\"channel\":\"pr\\u00efces\",\"id\":\"b\"}");
        assertEquals("error", reply.get("type"));
        assertEquals("b", reply.get("id"));
        assertEquals("UNKNOWN_CHANNEL", reply.get("code"));
        assertNotNull(reply.get("message"));
        assertEquals("false", reply.get("temporary"));
    }

    private static void isAnsweredPings(Peer peer) {
        if (peer.ping("what stands in a ping")) {
            assertEquals("pong what stands in a ping", peer.next());
        }
        Map<String, String> reply = peer.ask("{\"type\":\"ping\",\"id\":2}");
        assertEquals("pong", reply.get("type"));
        assertEquals("2", reply.get("id"));
    }

    @Test
    void shouldKeepWsWhenItIsSilentAndAnswersPings() {
        staysWhileSilent(ProcessPeer::ws);
    }

    @Test
    void shouldKeepWebsocketsWhenItIsSilentAndAnswersPings() {
        staysWhileSilent(ProcessPeer::websockets);
    }

    /** It pings too, and would end the connection if that was not answered. */
    @Test
    void shouldKeepOkHttpWhenItPingsAndAnswersPings() {
        staysWhileSilent(uri -> new OkHttpPeer(uri, PING_INTERVAL_MS));
    }

    private static void staysWhileSilent(Function<URI, Peer> connect) {
        try (EdgeFixture edge = new EdgeFixture(Configs.idleTimeoutMs(IDLE_TIMEOUT_MS));
                Peer peer = connect.apply(edge.uri())) {
            peer.awaitOpen();
            // What is tested is that this much time goes by: longer than the edge waits for a peer that answers no
            // ping.
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_TIMEOUT_MS + IDLE_TIMEOUT_MS / 2);
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            assertEquals("pong", peer.ask("{\"type\":\"ping\"}").get("type"));
            assertEquals(0, edge.count(EdgeCounter.CLIENTS_CLOSED_SLOW));
        }
    }

    @Test
    void shouldAnswerWithTheClientsCodeWhenAPeerCloses() {
        try (EdgeFixture edge = new EdgeFixture(Configs.small());
                ProcessPeer peer = ProcessPeer.ws(edge.uri())) {
            peer.awaitOpen();
            peer.closeWith(4001);

            assertEquals("closed 4001", peer.next());
            EdgeFixture.await("client to be forgotten", () -> edge.count(EdgeCounter.CONNECTIONS_OPEN) == 0);
        }
    }
}
