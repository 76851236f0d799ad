package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.Json;
import io.ringfence.config.RunningNode;
import io.ringfence.journal.log.EventLogReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What became of an event that nobody has acknowledged yet, over restarts of the host. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OpenEventHistoryTest {
    private static final String[] SETTINGS = {
        // So little that streams by themselves ask for nothing of the first life.
        "edge.history-events=1", "edge.messages-per-second=100000", "edge.message-burst=100000"
    };

    /** Entries of the event log that a start looks at first, and a few. */
    private static final int FIRST_LOOK = 4_200;

    private static final int OTHER_EVENTS = 2_200;

    private static final int BATCH = 100;

    @TempDir
    private Path directory;

    private static Map<?, ?> ask(Wire wire, String request, String answer) throws IOException {
        wire.text(request.replace('\'', '"'));
        return await(wire, answer);
    }

    /** The next message of this type, what comes before it left out. */
    private static Map<?, ?> await(Wire wire, String type) throws IOException {
        while (true) {
            String message = wire.next().text();
            Object read = Json.parse(message);
            for (Object one : read instanceof List<?> several ? several : List.of(read)) {
                Map<?, ?> fields = (Map<?, ?>) one;
                assertTrue(!"error".equals(fields.get("type")), message);
                if (type.equals(fields.get("type"))) {
                    return fields;
                }
            }
        }
    }

    /** Time and state of each step of the only delivery, oldest first. */
    private static List<String> history(Wire wire, String eventId) throws IOException {
        Map<?, ?> answer = ask(wire, "{'type':'event','id':1,'event_id':'" + eventId + "'}", "event_history");
        List<?> deliveries = (List<?>) ((Map<?, ?>) answer.get("event")).get("deliveries");
        assertEquals(1, deliveries.size(), answer::toString);
        List<String> steps = new ArrayList<>();
        for (Object one : (List<?>) ((Map<?, ?>) deliveries.get(0)).get("history")) {
            Map<?, ?> step = (Map<?, ?>) one;
            steps.add(step.get("at") + " " + step.get("state") + " " + step.get("reason"));
        }
        return steps;
    }

    /** An event that waits, and is offered to a session that goes without a word. Returns its id. */
    private static String offered(String address) throws IOException {
        String eventId;
        try (Wire asking = new Wire(address)) {
            eventId = (String) ask(
                            asking,
                            "{'type':'event','id':7,'event':{'kind':'immediate','event_type':'alert_triggered',"
                                    + "'title':'open'}}",
                            "accepted")
                    .get("event_id");
            try (Wire session = new Wire(address)) {
                session.text("{\"type\":\"subscribe\",\"channel\":\"events\"}");
                assertEquals(eventId, await(session, "event").get("event_id"));
            }
            return eventId;
        }
    }

    private static void publishOthers(Wire wire) throws IOException {
        for (int i = 0; i < OTHER_EVENTS; i += BATCH) {
            for (int j = 0; j < BATCH; j++) {
                wire.text("{\"type\":\"event\",\"id\":" + (100 + i + j) + ",\"event\":{\"kind\":\"immediate\","
                        + "\"event_type\":\"strategy_log\",\"title\":\"other\",\"delivery\":\"informational\"}}");
            }
            for (int j = 0; j < BATCH; j++) {
                await(wire, "accepted");
            }
        }
    }

    @Test
    void shouldShowEveryStepOfAnOpenEventWhenTheHostWasStartedAgainAfterMuchElse() throws Exception {
        String eventId;
        List<String> steps;
        try (RunningNode node = RunningNode.open(directory, SETTINGS)) {
            eventId = offered(node.address());
            try (Wire wire = new Wire(node.address())) {
                steps = history(wire, eventId);
            }
        }
        assertTrue(steps.size() >= 2, steps::toString);
        try (RunningNode node = RunningNode.open(directory, SETTINGS);
                Wire wire = new Wire(node.address())) {
            publishOthers(wire);
            steps = assertGoesOn(steps, history(wire, eventId));
        }
        long entries = new EventLogReader(directory.resolve("journal")).forEach(1, Long.MAX_VALUE, entry -> {});
        assertTrue(entries > FIRST_LOOK, () -> entries + " entries");
        // The first of these starts finds what streams want beside all else, so that the second looks no further for
        // them.
        for (int start = 0; start < 2; start++) {
            try (RunningNode node = RunningNode.open(directory, SETTINGS);
                    Wire wire = new Wire(node.address())) {
                steps = assertGoesOn(steps, history(wire, eventId));
            }
        }
    }

    private static List<String> assertGoesOn(List<String> before, List<String> now) {
        assertEquals(before, now.subList(0, Math.min(before.size(), now.size())));
        return now;
    }

    /** As after a kill that caught the event log behind the journal. */
    @Test
    void shouldShowEveryStepOfAnOpenEventWhenTheStartHasMadeTheEventLogAnew() throws Exception {
        String eventId;
        List<String> before;
        try (RunningNode node = RunningNode.open(directory, SETTINGS)) {
            eventId = offered(node.address());
            try (Wire wire = new Wire(node.address())) {
                before = history(wire, eventId);
            }
        }
        QuietStreamTest.delete(directory.resolve("journal").resolve("events"));
        QuietStreamTest.delete(directory.resolve("journal").resolve("snapshots"));
        try (RunningNode node = RunningNode.open(directory, SETTINGS);
                Wire wire = new Wire(node.address())) {
            assertGoesOn(before, history(wire, eventId));
        }
    }

    @Test
    void shouldBeginTheHistoryWithTheStartWhenThereIsNoEventLog() throws Exception {
        String eventId;
        List<String> before;
        try (RunningNode node = RunningNode.open(directory, "event-log.enabled=false")) {
            eventId = offered(node.address());
            try (Wire wire = new Wire(node.address())) {
                before = history(wire, eventId);
            }
        }
        try (RunningNode node = RunningNode.open(directory, "event-log.enabled=false");
                Wire wire = new Wire(node.address())) {
            List<String> steps = history(wire, eventId);
            assertTrue(!steps.isEmpty() && !steps.contains(before.get(0)), steps::toString);
        }
    }
}
