package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.RunningNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stream in which little happens beside one in which much does, over a restart of the host. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class QuietStreamTest {
    private static final String KEPT = "edge.history-events=2";
    /** Far more than are kept, and no more than a client may ask at once. */
    private static final int OTHER_EVENTS = 120;

    private static final String STRATEGY = "{\"type\":\"strategy_create\",\"commandId\":\"create\",\"name\":\"far\","
            + "\"symbol\":\"BTCUSD\",\"quantity\":\"0.5\",\"stop\":{\"percent\":\"5\"},"
            + "\"entryTime\":\"2100-01-02T03:04:05Z\",\"start\":true}";

    private static final String SUBSCRIBE = "{\"type\":\"subscribe\",\"channel\":\"strategies\",\"snapshot\":false";
    private static final Pattern STANDS = Pattern.compile(".*\"epoch\":\"([^\"]+)\",\"seq\":(\\d+).*");

    @TempDir
    private Path directory;

    /** Asks, and reads to the first message of this type; events that come before it are added to {@code events}. */
    private static String ask(Wire wire, String request, String type, List<String> events) throws Exception {
        wire.text(request);
        String message = wire.next().text();
        while (!message.startsWith("{\"type\":\"" + type + "\"")) {
            events.add(message);
            message = wire.next().text();
        }
        return message;
    }

    @Test
    void shouldBringWhatWasMissedOfAQuietStreamWhenTheHostWasStartedAgainAfterMuchElse() throws Exception {
        List<String> events = new ArrayList<>();
        String epoch = firstLife(events);
        assertBrought(epoch, events);
    }

    /** As after a kill that caught the event log behind the journal. */
    @Test
    void shouldBringWhatWasMissedWhenTheStartHasMadeTheEventLogAnew() throws Exception {
        List<String> events = new ArrayList<>();
        String epoch = firstLife(events);
        Path journal = directory.resolve("journal");
        delete(journal.resolve("events"));
        delete(journal.resolve("snapshots"));
        assertBrought(epoch, events);
    }

    static void delete(Path folder) throws IOException {
        List<Path> newestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            newestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : newestFirst) {
            Files.delete(one);
        }
    }

    /** Returns the streams' epoch, and in {@code events} all of the quiet stream. */
    private String firstLife(List<String> events) throws Exception {
        try (RunningNode node = RunningNode.open(directory, KEPT);
                Wire wire = new Wire(node.address())) {
            ask(wire, SUBSCRIBE + "}", "subscribed", events);
            ask(wire, STRATEGY, "accepted", events);
            for (int i = 0; i < OTHER_EVENTS; i++) {
                String again = ask(wire, STRATEGY, "accepted", events);
                assertTrue(again.contains("\"repeat\":true"), again);
            }
            Matcher stands = STANDS.matcher(ask(wire, SUBSCRIBE + "}", "subscribed", events));
            assertTrue(stands.matches());
            assertEquals(String.valueOf(events.size()), stands.group(2));
            assertTrue(!events.isEmpty());
            return stands.group(1);
        }
    }

    private void assertBrought(String epoch, List<String> events) throws Exception {
        try (RunningNode node = RunningNode.open(directory, KEPT);
                Wire wire = new Wire(node.address())) {
            String recover = ",\"recover\":{\"epoch\":\"" + epoch + "\",\"seq\":0}}";

            String answer = ask(wire, SUBSCRIBE + recover, "subscribed", new ArrayList<>());

            int count = events.size();
            String expected = "\"seq\":" + count + ",\"recovered\":true,\"replayed\":" + count + "}";
            assertTrue(answer.endsWith(expected), answer);
            for (String event : events) {
                assertEquals(event, wire.next().text());
            }
        }
    }
}
