package io.ringfence.transport.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same over HTTP, of a host where everybody is its operator. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventHttpTest {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Gateway gateway = Gateway.open();

    @AfterEach
    void close() {
        gateway.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.http(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static Map<String, String> fields(HttpResponse<String> response) {
        return GatewayClient.scalars(response.body());
    }

    @Test
    void shouldSendAnEventOnceWhenItsKeyComesAgain() throws Exception {
        HttpResponse<String> first =
                send("POST", "/events", "{'title':'t','targets':['alice']}", "Idempotency-Key", "k-1");
        assertEquals(200, first.statusCode(), first.body());
        HttpResponse<String> again =
                send("POST", "/events", "{'title':'t','targets':['alice']}", "Idempotency-Key", "k-1");
        assertEquals(fields(first).get("event_id"), fields(again).get("event_id"));
        assertEquals("true", fields(again).get("repeat"));
        HttpResponse<String> listed = send("GET", "/events?limit=5&state=queued", null);
        assertEquals(1, listed.body().split("\"event_id\"", -1).length - 1, listed.body());
    }

    @Test
    void shouldShowSendAgainAndTakeBackAnEventByItsAddress() throws Exception {
        String id = fields(send(
                        "POST", "/events", "{'title':'t','targets':['alice'],'expires_at':'2026-01-02T03:05:00Z'}"))
                .get("event_id");
        String path = "/events/" + id;
        assertEquals("event_history", fields(send("GET", path, null)).get("type"));
        gateway.sleep(100 * Gateway.SECOND);
        assertTrue(send("GET", "/dead-letters?limit=1", null).body().contains(id));
        HttpResponse<String> own = send("POST", path + "/resend", "");
        assertEquals("404 unknown_event", own.statusCode() + " " + fields(own).get("verdict"));
        assertEquals(200, send("POST", path + "/resend", "{'account':1}").statusCode());
        assertTrue(send("GET", "/dead-letters", null).body().contains("\"dead_letters\":[]"));
        assertEquals(200, send("DELETE", path, null).statusCode());
        assertTrue(send("GET", path, null).body().contains("\"state\":\"canceled\""));
        assertEquals(404, send("GET", "/events/nothing", null).statusCode());
        assertEquals(405, send("PATCH", path, "").statusCode());
    }

    @Test
    void shouldRefuseWhatTheHostGivesAnEventWhenTheBodyHasIt() throws Exception {
        HttpResponse<String> refused = send("POST", "/events", "{'created_at':'2026-01-02T03:05:00Z'}");
        assertEquals(400, refused.statusCode());
        assertEquals(
                "INVALID_FIELD created_at \"2026-01-02T03:05:00Z\": expected none, as the host gives an event its id and its time",
                fields(refused).get("code") + " " + fields(refused).get("message"));
        assertEquals(400, send("GET", "/events?state=lost", null).statusCode());
        assertEquals(409, send("POST", "/events", "{'targets':['nobody']}").statusCode());
    }

    @Test
    void shouldSetAndListPolicies() throws Exception {
        HttpResponse<String> set =
                send("PUT", "/delivery-policies", "{'event_type':'order_filled','delivery':'informational'}");
        assertEquals(200, set.statusCode(), set.body());
        assertEquals(
                "{\"type\":\"delivery_policies\",\"delivery_policies\":[{\"event_type\":\"order_filled\",\"delivery\":{\"priority\":"
                        + "\"informational\",\"channels\":[{\"channel\":\"active_session\",\"only_if_active\":false}]}}],"
                        + "\"timestamp\":\"2026-01-02T03:04:05.000Z\"}",
                send("GET", "/delivery-policies", null).body());
    }

    @Test
    void shouldCountEventsInTheMetrics() throws Exception {
        send("POST", "/events", "{'targets':['alice'],'delivery':'critical','expires_at':'2026-01-02T03:05:00Z'}");
        send("POST", "/events", "{'targets':['alice'],'delivery':'informational'}");
        send("POST", "/events", "{'targets':['alice'],'delivery':'informational'}", "Idempotency-Key", "k");
        send("POST", "/events", "{'targets':['alice'],'delivery':'informational'}", "Idempotency-Key", "k");
        GatewayClient session = GatewayClient.session(gateway, -1);
        send("POST", "/events", "{'targets':['host']}");
        String id = GatewayClient.scalars(session.next()).get("event_id");
        gateway.sleep(2 * Gateway.SECOND);
        session.ack(id);
        Gateway.await("the acknowledgement", () -> gateway.count("EVENT_ACKNOWLEDGED") == 1);
        gateway.settle();
        gateway.sleep(100 * Gateway.SECOND);
        String metrics = send("GET", "/metrics", null).body();
        for (String line : new String[] {
            "events_published_total{priority=\"critical\",channel=\"active_session\"} 1",
            "events_published_total{priority=\"informational\",channel=\"active_session\"} 2",
            "events_delivered_total{channel=\"none\",status=\"dropped\"} 2",
            "events_delivered_total{channel=\"none\",status=\"dead_letter\"} 1",
            "events_delivered_total{channel=\"active_session\",status=\"delivered\"} 1",
            "events_pending 0",
            "events_dead_letters 1",
            "events_duplicate_total 1",
            "event_delivery_latency_seconds_bucket{channel=\"active_session\",le=\"1.0\"} 0",
            "event_delivery_latency_seconds_bucket{channel=\"active_session\",le=\"2.5\"} 1",
            "event_delivery_latency_seconds_sum{channel=\"active_session\"} 2",
            "event_delivery_latency_seconds_count{channel=\"active_session\"} 1"
        }) {
            assertTrue(metrics.contains(line + "\n"), () -> line + " in " + metrics);
        }
    }

    @Test
    void shouldSayThatNothingIsThereWhenNobodyKeepsContacts() throws Exception {
        assertEquals(404, send("GET", "/contacts", null).statusCode());
    }
}
