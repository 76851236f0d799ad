package io.ringfence.transport.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.client.ConnectionListener.State;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events with a promise: told once, acknowledged as often as they come, and not before the listener has returned. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InboxTest {
    private final ScriptedEdge edge = new ScriptedEdge().start();
    private final Recorder recorder = new Recorder();
    private final List<String> processed = new CopyOnWriteArrayList<>();
    private final EdgeClient client = Clients.connected(edge, recorder);

    @AfterEach
    void close() {
        client.close();
        edge.close();
    }

    private void listen(ChannelListener listener) {
        client.subscribe("events", ChannelOptions.none(), listener);
        recorder.awaitState(State.LIVE);
        Recorder.await("the subscription", () -> !edge.received("subscribe").isEmpty());
        Clients.assertUndisturbed(client);
    }

    private void listen() {
        listen(event -> processed.add(event.type() + " " + event.text("event_id")));
    }

    private void offer(String id, int offer, boolean isAckWanted) {
        edge.run(() -> edge.tell(
                "events", Map.of("type", "event", "event_id", id, "offer", offer, "ack", isAckWanted, "title", "t")));
    }

    private List<String> acks() {
        return edge.received("event_ack").stream()
                .map(ack -> ack.text("event_id"))
                .toList();
    }

    @Test
    void shouldAcknowledgeWhenTheListenerHasReturned() {
        List<List<String>> acksBefore = new CopyOnWriteArrayList<>();
        listen(event -> acksBefore.add(acks()));
        offer("a", 1, true);
        Recorder.await("the acknowledgement", () -> acks().equals(List.of("a")));
        assertEquals(List.of(List.of()), acksBefore);
    }

    @Test
    void shouldTellOnceAndAcknowledgeAgainWhenAnEventComesAgain() {
        listen();
        offer("a", 1, true);
        offer("b", 1, true);
        offer("a", 2, true);
        Recorder.await("three acknowledgements", () -> acks().equals(List.of("a", "b", "a")));
        assertEquals(List.of("event a", "event b"), processed);
    }

    @Test
    void shouldKnowAnEventAgainWhenItComesOnAnotherConnection() {
        listen();
        offer("a", 1, true);
        Recorder.await("the acknowledgement", () -> acks().size() == 1);
        edge.closeAll(3000);
        Recorder.await("a second subscription", () -> edge.received("subscribe").size() == 2);
        Clients.assertUndisturbed(client);
        offer("a", 2, true);
        Recorder.await("the acknowledgement of the repeat", () -> acks().equals(List.of("a", "a")));
        assertEquals(List.of("event a"), processed);
    }

    @Test
    void shouldAcknowledgeNothingWhenNobodyAsksForIt() {
        listen();
        offer("a", 1, false);
        edge.run(() -> edge.tell("events", Map.of("type", "system", "sender", 1, "payload", Map.of())));
        Recorder.await("both", () -> processed.size() == 2);
        Clients.assertUndisturbed(client);
        assertEquals(List.of(), acks());
        assertEquals(List.of("event a", "system null"), processed);
    }

    @Test
    void shouldNotAcknowledgeWhenTheListenerFails() {
        listen(event -> {
            throw new IllegalStateException("cannot");
        });
        offer("a", 1, true);
        recorder.awaitState(State.STOPPED);
        assertTrue(recorder.reasons.get(recorder.reasons.size() - 1).contains("the listener of events failed"));
        assertEquals(List.of(), acks());
    }

    /** What becomes of events is a stream like any other, though its fields have names that channels have. */
    @Test
    void shouldResumeTheStreamBesideTheOffers() {
        listen(recorder);
        Map<String, Object> changed =
                Map.of("type", "delivery_changed", "eventKey", "a", "state", "backoff", "deliveryChannel", "telegram");
        edge.run(() -> edge.publish("events", changed));
        offer("a", 1, true);
        edge.run(() -> edge.publish("events", Map.of("type", "event_ended", "eventKey", "a", "end", "done")));
        recorder.awaitHeard(3);
        edge.closeAll(3000);
        Recorder.await("a second subscription", () -> edge.received("subscribe").size() == 2);
        edge.run(() -> edge.publish("events", changed));
        recorder.awaitHeard(4);
        assertEquals(List.of("delivery_changed 1", "event 0", "event_ended 2", "delivery_changed 3"), recorder.heard);
    }

    @Test
    void shouldForgetTheOldestWhenMoreCameThanAreRemembered() {
        Inbox inbox = new Inbox(2);
        EdgeMessage a = new EdgeMessage("event", Map.of("event_id", "a"));
        EdgeMessage b = new EdgeMessage("event", Map.of("event_id", "b"));
        EdgeMessage c = new EdgeMessage("event", Map.of("event_id", "c"));
        List.of(a, b, c).forEach(inbox::processed);
        assertEquals(List.of(false, true, true), List.of(inbox.knows(a), inbox.knows(b), inbox.knows(c)));
    }
}
