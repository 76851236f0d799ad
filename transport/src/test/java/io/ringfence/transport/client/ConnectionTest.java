package io.ringfence.transport.client;

import static io.ringfence.transport.client.Clients.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.client.ConnectionListener.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who a client is, what it asks, and when it goes on or stops. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionTest {
    private final ScriptedEdge edge = new ScriptedEdge().start();
    private final Recorder recorder = new Recorder();
    private final AtomicInteger tokenCount = new AtomicInteger();
    private final EdgeClient client = new EdgeClient(
            Clients.quick(edge.uri()),
            () -> CompletableFuture.completedFuture("token-" + tokenCount.incrementAndGet()),
            recorder);

    @AfterEach
    void close() {
        client.close();
        edge.close();
    }

    private void subscribed(String channel) {
        client.subscribe(channel, ChannelOptions.none(), recorder);
        client.connect();
        recorder.awaitState(State.LIVE);
    }

    private List<String> auths() {
        return edge.received("auth").stream().map(auth -> auth.text("token")).toList();
    }

    @Test
    void shouldSayWhoItIsOnEachConnectionWhenItReconnects() {
        subscribed("alerts");
        edge.closeAll(3002);
        Recorder.await("a second connection", () -> auths().size() == 2);

        assertEquals(List.of("token-1", "token-2"), auths());
    }

    @Test
    void shouldExtendItsSessionInBandWhenTheTokenIsAboutToExpire() {
        edge.run(() -> edge.expires = () -> edge.received("auth").size() < 2
                ? Instant.now().plusMillis(200).toString()
                : "2100-01-01T00:00:00.000Z");
        subscribed("alerts");

        Recorder.await("a second token", () -> auths().size() == 2);
        assertEquals(List.of("token-1", "token-2"), auths());
        assertEquals(1, edge.connectionCount);
    }

    @Test
    void shouldStopWhenANewTokenIsRefusedToo() {
        edge.run(() -> edge.users = token -> null);
        client.connect();
        recorder.awaitState(State.STOPPED);
        assertEquals(2, auths().size());

        edge.run(() -> edge.users = token -> "alice");
        client.connect();
        recorder.awaitState(State.LIVE);
        assertEquals(3, auths().size());
    }

    @Test
    void shouldStopWhenTheTokenSourceRefuses() {
        try (EdgeClient other = new EdgeClient(
                Clients.quick(edge.uri()),
                () -> CompletableFuture.failedFuture(new EdgeRefused("UNAUTHORIZED", "wrong password")),
                recorder)) {
            other.connect();
            recorder.awaitState(State.STOPPED);
        }
        assertEquals("no token: UNAUTHORIZED: wrong password", recorder.reasons.get(1));
    }

    @Test
    void shouldCarryACommandOutOnceWhenItsAnswerIsLost() {
        edge.cutsAfterReceived.add(2);
        client.connect();

        EdgeMessage answer = client.command("strategy_start", Map.of("strategyId", "3"))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();

        assertEquals("strategy_start", answer.text("command"));
        assertEquals(true, answer.fields().get("repeat"));
        assertEquals(1, edge.carriedOut());
        List<EdgeMessage> sent = edge.received("strategy_start");
        assertEquals(2, sent.size());
        assertEquals(sent.get(0), sent.get(1));
        assertTrue(sent.get(0).text("commandId").matches("[!-~]{1,32}"));
    }

    @Test
    void shouldAskAgainWhenAMessageTooManyWasNotRead() {
        client.connect();
        recorder.awaitState(State.LIVE);
        edge.isMute = true;
        CompletableFuture<EdgeMessage> answer = client.command("order_cancel", Map.of("orderId", "9"));
        Recorder.await("the command", () -> edge.received("order_cancel").size() == 1);
        edge.isMute = false;
        edge.sayToAll(Map.of(
                "type", "error", "code", "RATE_LIMITED", "message", "too many", "temporary", true, "retryAfterMs", 1L));

        assertEquals("accepted", answer.orTimeout(20, TimeUnit.SECONDS).join().type());
        assertEquals(2, edge.received("order_cancel").size());
    }

    @Test
    void shouldSayWhyWhenACommandIsRefused() {
        edge.run(() -> edge.commands = (user, request) -> Map.of(
                "type", "error", "code", "REFUSED", "message", "no", "verdict", "wrong_state", "temporary", false));
        client.connect();

        CompletionException failure = assertThrows(
                CompletionException.class,
                () -> client.command("order_cancel", Map.of("orderId", "9"))
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join());

        EdgeRefused refused = assertInstanceOf(EdgeRefused.class, failure.getCause());
        assertEquals("REFUSED", refused.code());
        assertEquals("wrong_state", refused.verdict());
    }

    @Test
    void shouldRefuseFurtherRequestsWhenTooManyWait() {
        List<CompletableFuture<EdgeMessage>> answers = java.util.stream.IntStream.range(0, 17)
                .mapToObj(i -> client.ask("orders", Map.of()))
                .toList();

        CompletionException failure = assertThrows(
                CompletionException.class,
                () -> answers.get(16).orTimeout(20, TimeUnit.SECONDS).join());
        assertEquals(
                "requests that wait for an answer 17: expected at most 16",
                failure.getCause().getMessage());
        assertEquals(
                0, answers.stream().limit(16).filter(CompletableFuture::isDone).count());
    }

    @Test
    void shouldFailWhatWaitsWhenItIsClosed() {
        CompletableFuture<EdgeMessage> answer = client.ask("orders", Map.of());
        client.close();

        assertThrows(
                CompletionException.class,
                () -> answer.orTimeout(20, TimeUnit.SECONDS).join());
        assertThrows(
                CompletionException.class, () -> client.ask("orders", Map.of()).join());
    }

    @Test
    void shouldComeBackWhenTheCloseCodeSaysSo() {
        subscribed("alerts");
        int connections = 1;
        for (int closeCode : List.of(1001, 1011, 3000, 3002, 3499)) {
            edge.closeAll(closeCode);
            int next = ++connections;
            Recorder.await(
                    "a connection after " + closeCode,
                    () -> edge.connectionCount == next && edge.onLoop(() -> edge.sessions.size() == 1));
        }
        assertTrue(!recorder.states.contains(State.STOPPED), recorder.states.toString());
    }

    @Test
    void shouldStopWhenTheCloseCodeSaysSo() {
        for (int closeCode : List.of(1008, 3500, 3501, 3502, 3503, 3504)) {
            recorder.states.clear();
            client.connect();
            recorder.awaitState(State.LIVE);
            edge.closeAll(closeCode);
            recorder.awaitState(State.STOPPED);
        }
        assertEquals(6, edge.connectionCount);
    }

    @Test
    void shouldResumeWhenANumberIsLeftOut() {
        subscribed("alerts");
        edge.run(() -> edge.publish("alerts", event("risk_rejected")));
        recorder.awaitHeard(1);

        // The second event is in the stream, but does not come.
        edge.run(() -> edge.stream("alerts").add(Map.of("type", "alert_triggered", "seq", 2L)));
        edge.run(() -> edge.publish("alerts", event("risk_rejected")));
        recorder.awaitHeard(3);

        assertEquals(List.of("risk_rejected 1", "alert_triggered 2", "risk_rejected 3"), recorder.heard);
        assertTrue(recorder.reasons.contains("gap in alerts: expected 2, came 3"), recorder.reasons.toString());
    }

    @Test
    void shouldResumeWhenAHeartbeatSaysThatMoreWasSent() {
        subscribed("alerts");
        edge.run(() -> edge.stream("alerts").add(Map.of("type", "alert_triggered", "seq", 1L)));
        edge.sayToAll(Map.of("type", "heartbeat", "streams", Map.of("alerts", 1L)));
        recorder.awaitHeard(1);

        assertEquals(List.of("alert_triggered 1"), recorder.heard);
        assertTrue(recorder.reasons.contains("gap in alerts: heartbeat says 1, processed 0"));
    }

    @Test
    void shouldAskFromTheHeartbeatsPlaceWhenTheRestWasFiltered() {
        client.subscribe("alerts", ChannelOptions.none().types("risk_rejected"), recorder);
        client.connect();
        recorder.awaitState(State.LIVE);
        edge.run(() -> edge.publish("alerts", event("risk_rejected")));
        edge.run(() -> edge.publish("alerts", event("alert_triggered")));
        edge.sayToAll(Map.of("type", "heartbeat", "streams", Map.of("alerts", 2L)));
        client.ask("ping", Map.of()).orTimeout(20, TimeUnit.SECONDS).join();

        edge.closeAll(3000);
        Recorder.await("a second subscription", () -> edge.received("subscribe").size() == 2);
        assertEquals(
                Map.of("epoch", "e1", "seq", 2L),
                edge.received("subscribe").get(1).fields().get("recover"));
    }

    @Test
    void shouldSeeNoGapWhenATypeIsUnknown() {
        subscribed("alerts");
        edge.run(() -> edge.publish("alerts", event("risk_rejected")));
        edge.run(() -> edge.publish("alerts", event("from_the_future")));
        edge.run(() -> edge.publish("alerts", event("risk_rejected")));
        recorder.awaitHeard(2);

        assertEquals(List.of("risk_rejected 1", "risk_rejected 3"), recorder.heard);
        assertEquals(1, edge.connectionCount);
    }

    @Test
    void shouldTakeEachEventOfABatchWhenAFrameIsAnArray() {
        subscribed("alerts");
        client.subscribe("prices", ChannelOptions.none().batchMs(20), recorder);
        Recorder.await("prices", () -> edge.received("subscribe").size() == 2);
        edge.run(() -> edge.sessions
                .get(0)
                .sendText("[{\"type\":\"price\",\"symbol\":\"SOL\",\"price\":\"1\",\"seq\":7},"
                        + "{\"type\":\"risk_rejected\",\"seq\":1}]"));
        recorder.awaitHeard(2);

        assertEquals(List.of("price 7", "risk_rejected 1"), recorder.heard);
    }

    @Test
    void shouldAskForASnapshotAgainWhenItBreaksInTheMiddle() {
        edge.run(() -> edge.publish("orders", event("order_filled")));
        subscribed("orders");
        Map<String, Object> part = Map.of("type", "snapshot", "channel", "orders", "seq", 1L, "part", 1L, "parts", 2L);
        edge.sayToAll(part);
        recorder.awaitHeard(1);

        edge.closeAll(3000);
        Recorder.await("a second subscription", () -> edge.received("subscribe").size() == 2);
        assertEquals(null, edge.received("subscribe").get(1).fields().get("recover"));
    }

    @Test
    void shouldTellTheListenerWhenAChannelIsRefused() {
        try (EdgeClient stranger = new EdgeClient(Clients.quick(edge.uri()), null, recorder)) {
            stranger.subscribe("orders", ChannelOptions.none(), recorder);
            stranger.connect();
            recorder.awaitState(State.LIVE);
        }
        assertEquals(List.of("refused UNAUTHORIZED"), recorder.heard);
    }

    @Test
    void shouldStopWhenAListenerFails() {
        client.subscribe("alerts", ChannelOptions.none(), event -> {
            throw new IllegalStateException("disk full");
        });
        client.connect();
        recorder.awaitState(State.LIVE);
        edge.run(() -> edge.publish("alerts", event("risk_rejected")));
        recorder.awaitState(State.STOPPED);

        assertEquals(
                "the listener of alerts failed: java.lang.IllegalStateException: disk full",
                recorder.reasons.get(recorder.reasons.size() - 1));
    }
}
