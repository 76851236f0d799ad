package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a host tells of an event that an earlier start of it began to deliver. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventHistoryTest {
    private static final String TO_NOBODY =
            "{\"title\":\"Margin\",\"delivery\":{\"priority\":\"critical\",\"channels\":[{\"channel\":\"webhook\"}]}}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path directory;

    private String[] settings;

    @BeforeEach
    void serveWebhooks() {
        settings = new String[] {
            "delivery.webhook.enabled=true", "delivery.contacts.directory=" + directory.resolve("contacts")
        };
    }

    @Test
    void shouldTellWhyAndWhenADeadLetterDiedWhenTheHostWasStartedAgain() throws Exception {
        Map<?, ?> letter;
        Object history;
        try (RunningNode node = RunningNode.open(directory, settings)) {
            ask(node, "/events", TO_NOBODY);
            letter = onlyDeadLetter(node);
            history = history(node, letter);
        }
        assertEquals("channel_failed no address", letter.get("reason") + " " + letter.get("detail"));
        try (RunningNode node = RunningNode.open(directory, settings)) {
            assertEquals(letter, onlyDeadLetter(node));
            assertEquals(history, history(node, letter));
        }
    }

    private Map<?, ?> onlyDeadLetter(RunningNode node) throws Exception {
        List<?> letters = List.of();
        while (letters.isEmpty()) {
            Map<?, ?> answer = ask(node, "/dead-letters", null);
            letters = answer.containsKey("dead_letters") ? (List<?>) answer.get("dead_letters") : letters;
        }
        assertEquals(1, letters.size());
        return (Map<?, ?>) letters.get(0);
    }

    private Object history(RunningNode node, Map<?, ?> letter) throws Exception {
        Map<?, ?> event =
                (Map<?, ?>) ask(node, "/events/" + letter.get("event_id"), null).get("event");
        List<?> deliveries = (List<?>) event.get("deliveries");
        assertTrue(((List<?>) ((Map<?, ?>) deliveries.get(0)).get("history")).size() > 1, deliveries::toString);
        return event;
    }

    private Map<?, ?> ask(RunningNode node, String path, String body) throws Exception {
        String base = node.address().replaceFirst("^ws:/+", "http://").replaceFirst("/ws$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (body != null) {
            request.POST(BodyPublishers.ofString(body));
        }
        return (Map<?, ?>)
                Json.parse(http.send(request.build(), BodyHandlers.ofString()).body());
    }
}
