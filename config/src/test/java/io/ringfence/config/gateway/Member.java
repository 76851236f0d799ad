package io.ringfence.config.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A user of a host, or its operator, over HTTP. */
final class Member {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String address;
    private final String token;

    /** With the token of a login; null for nobody in particular. */
    Member(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** Becomes a session of the own account. */
    EventSession watch() throws Exception {
        return EventSession.open(address, token);
    }

    /** Sends a request, with ' for ", which has to be taken; its answer. */
    String send(String method, String path, String body) throws IOException, InterruptedException {
        String base = address.replaceFirst("^ws:/+", "http://").replaceFirst("/ws$", "");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')));
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertEquals(2, response.statusCode() / 100, () -> method + " " + path + ": " + response.body());
        return response.body();
    }

    Map<?, ?> get(String path) throws IOException, InterruptedException {
        return (Map<?, ?>) Json.parse(send("GET", path, null));
    }

    /** Sends something, and returns a field of the answer. */
    String post(String path, String body, String field) throws IOException, InterruptedException {
        return (String) ((Map<?, ?>) Json.parse(send("POST", path, body))).get(field);
    }

    /** A figure of the host that has no labels. */
    long figure(String name) throws IOException, InterruptedException {
        return send("GET", "/metrics", null)
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no figure " + name));
    }

    /** Asks until a figure is what it is to be. */
    void awaitFigure(String name, long value) throws IOException, InterruptedException {
        long beginNs = System.nanoTime();
        for (long now = figure(name); now != value; now = figure(name)) {
            boolean isInTime = System.nanoTime() - beginNs < PATIENCE.toNanos();
            assertTrue(isInTime, name + " = " + now + ": expected " + value);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Asks for an event until it is in this state; the one delivery that it has. */
    Map<?, ?> awaitDelivery(String eventId, String state) throws IOException, InterruptedException {
        long beginNs = System.nanoTime();
        while (true) {
            Map<?, ?> event = (Map<?, ?>) get("/events/" + eventId).get("event");
            if (event.get("state").equals(state)) {
                List<?> deliveries = (List<?>) event.get("deliveries");
                assertEquals(1, deliveries.size(), event::toString);
                return (Map<?, ?>) deliveries.get(0);
            }
            assertTrue(System.nanoTime() - beginNs < PATIENCE.toNanos(), event::toString);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
