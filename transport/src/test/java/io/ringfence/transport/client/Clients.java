package io.ringfence.transport.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Clients whose backoff is short, so that tests see many reconnects. */
final class Clients {
    private Clients() {}

    static EdgeClientConfig quick(URI uri) {
        return new EdgeClientConfig(uri, 10_000, 10_000, 1, 4, 60_000, 8, 16, 65_536, 1_024);
    }

    static EdgeClient connected(ScriptedEdge edge, Recorder states) {
        EdgeClient client =
                new EdgeClient(quick(edge.uri()), () -> CompletableFuture.completedFuture("token-1"), states);
        client.connect();
        return client;
    }

    static Map<String, Object> event(String type) {
        return Map.of("type", type, "strategyId", "3");
    }

    /** What came before the answer to a question was told to listeners before it. */
    static void assertUndisturbed(EdgeClient client) {
        assertEquals(
                "pong",
                client.ask("ping", Map.of())
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join()
                        .type());
    }
}
