package io.ringfence.transport.client;

import static io.ringfence.transport.client.Clients.event;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever breaks, a listener gets every event, in order, none twice; or is told that it does not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResumeTest {
    private static final int EVENTS = 6;
    /** The answers to auth and subscribe, the snapshot, and the events. */
    private static final int MESSAGES = 3 + EVENTS;

    @Test
    void shouldSeeEveryEventOnceWhenConnectionBreaksAtAnyMessageOfTheEdge() {
        for (int cut = 0; cut <= MESSAGES; cut++) {
            assertEquals(expected(), heardWhen(List.of(cut, cut), List.of()), "cut in place of message " + (cut + 1));
        }
    }

    @Test
    void shouldSeeEveryEventOnceWhenConnectionBreaksAtAnyMessageOfTheClient() {
        for (int cut = 1; cut <= 3; cut++) {
            assertEquals(expected(), heardWhen(List.of(), List.of(cut, cut)), "cut at the client's message " + cut);
        }
    }

    private static List<String> expected() {
        List<String> expected = new ArrayList<>(List.of("snapshot 0"));
        IntStream.rangeClosed(1, EVENTS).forEach(seq -> expected.add("order_filled " + seq));
        return expected;
    }

    /** All events come while the client is subscribed for the first time, or later. */
    private static List<String> heardWhen(List<Integer> cutsAfterSent, List<Integer> cutsAfterReceived) {
        try (ScriptedEdge edge = new ScriptedEdge()) {
            edge.snapshots.put("orders", () -> Map.of("orders", List.of()));
            edge.cutsAfterSent.addAll(cutsAfterSent);
            edge.cutsAfterReceived.addAll(cutsAfterReceived);
            edge.start();
            Recorder orders = new Recorder();
            try (EdgeClient client = Clients.connected(edge, orders)) {
                client.subscribe("orders", ChannelOptions.none(), orders);
                orders.awaitHeard(1);
                for (int i = 0; i < EVENTS; i++) {
                    edge.run(() -> edge.publish("orders", event("order_filled")));
                }
                orders.awaitHeard(1 + EVENTS);
                Clients.assertUndisturbed(client);
                return List.copyOf(orders.heard);
            }
        }
    }

    @Test
    void shouldGoOnFromTheListenersPlaceWhenTheEdgeWasRestarted() {
        try (ScriptedEdge edge = new ScriptedEdge().start()) {
            Recorder orders = new Recorder();
            try (EdgeClient client = Clients.connected(edge, orders)) {
                client.subscribe("orders", ChannelOptions.none().withoutSnapshot(), orders);
                orders.awaitState(ConnectionListener.State.LIVE);
                edge.run(() -> edge.publish("orders", event("order_accepted")));
                orders.awaitHeard(1);

                edge.stop();
                edge.run(() -> edge.publish("orders", event("order_filled")));
                edge.start();
                orders.awaitHeard(2);
            }
            assertEquals(List.of("order_accepted 1", "order_filled 2"), orders.heard);
        }
    }

    @Test
    void shouldTellOfAGapWhenTheEpochIsAnother() {
        try (ScriptedEdge edge = new ScriptedEdge().start()) {
            edge.snapshots.put("orders", () -> Map.of("orders", List.of()));
            Recorder orders = new Recorder();
            try (EdgeClient client = Clients.connected(edge, orders)) {
                client.subscribe("orders", ChannelOptions.none(), orders);
                orders.awaitHeard(1);
                edge.run(() -> edge.publish("orders", event("order_accepted")));
                edge.run(() -> edge.publish("orders", event("order_accepted")));
                orders.awaitHeard(3);

                edge.run(() -> {
                    edge.epoch = "e2";
                    edge.stream("orders").remove(1);
                });
                edge.closeAll(3000);
                orders.awaitHeard(5);
                edge.run(() -> edge.publish("orders", event("order_filled")));
                orders.awaitHeard(6);
            }
            assertEquals(
                    List.of(
                            "snapshot 0",
                            "order_accepted 1",
                            "order_accepted 2",
                            "gap 2 1",
                            "snapshot 1",
                            "order_filled 2"),
                    orders.heard);
        }
    }
}
