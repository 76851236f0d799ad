package io.ringfence.transport.client;

import static io.ringfence.transport.client.Clients.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The same as {@link ResumeTest} with breaks at random; each wait has a limit of its own. */
class ResumePropertyTest {
    @Property(tries = 25)
    void shouldSeeWhatTheOracleSeesWhenConnectionsBreakAtRandom(
            @ForAll @Size(max = 12) List<@IntRange(max = 12) Integer> cutsAfterSent,
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 6) Integer> cutsAfterReceived,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 9) Integer> batches,
            @ForAll boolean isFiltered) {
        try (ScriptedEdge edge = new ScriptedEdge().start()) {
            edge.cutsAfterSent.addAll(cutsAfterSent);
            edge.cutsAfterReceived.addAll(cutsAfterReceived);
            Recorder alerts = new Recorder();
            Recorder states = new Recorder();
            List<String> oracle = new ArrayList<>();
            ChannelOptions options = isFiltered ? ChannelOptions.none().types("risk_rejected") : ChannelOptions.none();
            try (EdgeClient client = Clients.connected(edge, states)) {
                client.subscribe("alerts", options.history(1_000), alerts);
                int seq = 0;
                for (int batch : batches) {
                    for (int i = 0; i < batch; i++) {
                        String type = ++seq % 3 == 0 ? "alert_triggered" : "risk_rejected";
                        edge.run(() -> edge.publish("alerts", event(type)));
                        if (!isFiltered || type.equals("risk_rejected")) {
                            oracle.add(type + " " + seq);
                        }
                    }
                }
                alerts.awaitHeard(oracle.size());
                Clients.assertUndisturbed(client);
            }
            assertEquals(oracle, alerts.heard);
        }
    }

    @Property(tries = 15)
    void shouldBeToldOfEachGapWhenTheEdgeKeepsTooLittle(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 3, max = 12) Integer> cutsAfterSent,
            @ForAll @IntRange(max = 3) int historyEvents) {
        try (ScriptedEdge edge = new ScriptedEdge()) {
            edge.snapshots.put("orders", () -> Map.of("orders", List.of()));
            edge.historyEvents = historyEvents;
            edge.cutsAfterSent.addAll(cutsAfterSent);
            edge.start();
            Recorder orders = new Recorder();
            int count = 60;
            try (EdgeClient client = Clients.connected(edge, orders)) {
                client.subscribe("orders", ChannelOptions.none(), orders);
                for (int i = 0; i < count; i++) {
                    edge.run(() -> edge.publish("orders", event("order_filled")));
                }
                Recorder.await("the end of " + orders.heard, () -> place(orders.heard) == count);
            }
            assertNoSilentLoss(orders.heard);
        }
    }

    private static long place(List<String> heard) {
        return heard.isEmpty() ? -1 : Long.parseLong(heard.get(heard.size() - 1).replaceFirst(".* ", ""));
    }

    private static void assertNoSilentLoss(List<String> heard) {
        long seq = -1;
        boolean isTold = true;
        for (String line : heard) {
            long place = Long.parseLong(line.replaceFirst(".* ", ""));
            if (line.startsWith("gap")) {
                assertEquals("gap " + seq + " " + place, line, heard.toString());
                isTold = true;
            } else if (line.startsWith("snapshot")) {
                assertTrue(isTold && place >= seq, line + " in " + heard);
                seq = place;
                isTold = false;
            } else {
                assertEquals(seq + 1, place, line + " in " + heard);
                seq = place;
            }
        }
    }
}
