package io.ringfence.transport.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where people want to be reached, over HTTP, of a host whose one user is its operator. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContactsHttpTest {
    private static final String LIST = "{\"type\":\"contacts\",\"contacts\":[";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Gateway gateway = Gateway.openWithContacts();

    @AfterEach
    void close() {
        gateway.close();
    }

    private String send(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.http(path))
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')));
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body().replaceAll(",\"temporary\":(true|false)", "");
    }

    @Test
    void shouldKeepShowAndForgetContacts() throws Exception {
        assertEquals(
                "201 {\"type\":\"contact_kept\",\"contact_id\":\"c1\",\"channel\":\"telegram\",\"address\":\"77\","
                        + "\"added_at\":\"1970-01-01T00:00:01.000Z\"}",
                send("POST", "/contacts", "{'channel':'telegram','address':'77'}"));
        String listed = "200 " + LIST + "{\"contact_id\":\"c1\",\"channel\":\"telegram\",\"address\":\"77\","
                + "\"added_at\":\"1970-01-01T00:00:01.000Z\"}]}";
        assertEquals(listed, send("GET", "/contacts", null));
        assertEquals("404", send("DELETE", "/contacts/c9", null).substring(0, 3));
        assertEquals(listed, send("GET", "/contacts", null));
        assertEquals("200 {\"type\":\"contact_removed\",\"contact_id\":\"c1\"}", send("DELETE", "/contacts/c1", null));
        assertEquals("200 " + LIST + "]}", send("GET", "/contacts", null));
    }

    @Test
    void shouldShowASecretOnceAndRepeatNoneOfTheClients() throws Exception {
        String made = send("POST", "/contacts", "{'channel':'webhook','address':'https://a.b/c'}");
        assertEquals("\"secret\":\"made-for-it\"}", made.substring(made.indexOf("\"secret\"")));
        String given = send("POST", "/contacts", "{'channel':'webhook','address':'https://a.b/d','secret':'mine'}");
        assertEquals("201", given.substring(0, 3));
        assertFalse(given.contains("mine"), given);
        String wrong = send("POST", "/contacts", "{'channel':'push','address':'x','secret':12345678}");
        assertEquals("400", wrong.substring(0, 3));
        assertFalse(wrong.contains("12345678"), wrong);
        String listed = send("GET", "/contacts", null);
        assertFalse(listed.contains("mine") || listed.contains("made-for-it"), listed);
    }

    @Test
    void shouldSayWhyAContactIsRefused() throws Exception {
        assertEquals("400", send("POST", "/contacts", "{'address':'x'}").substring(0, 3));
        assertEquals(
                "400",
                send("POST", "/contacts", "{'channel':'active_session','address':'x'}")
                        .substring(0, 3));
        assertEquals(
                "400 {\"type\":\"error\",\"code\":\"INVALID_FIELD\",\"message\":\"address: expected one of the channel's form\"}",
                send("POST", "/contacts", "{'channel':'email','address':' '}"));
        assertEquals(
                "500 {\"type\":\"error\",\"code\":\"INTERNAL\",\"message\":\"the request failed for a reason of the host's own\"}",
                send("POST", "/contacts", "{'channel':'email','address':'broken'}"));
        send("POST", "/contacts", "{'channel':'email','address':'a@b.c'}");
        send("POST", "/contacts", "{'channel':'email','address':'a@b.d'}");
        assertEquals(
                "409 {\"type\":\"error\",\"code\":\"REFUSED\",\"message\":\"an account has at most 2 contacts\",\"verdict\":\"too_many\"}",
                send("POST", "/contacts", "{'channel':'email','address':'a@b.e'}"));
        assertEquals("405", send("PATCH", "/contacts", "{}").substring(0, 3));
        assertEquals("405", send("GET", "/contacts/c1", null).substring(0, 3));
    }
}
