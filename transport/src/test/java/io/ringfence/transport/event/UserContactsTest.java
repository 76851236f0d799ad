package io.ringfence.transport.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ringfence.transport.account.Accounts;
import io.ringfence.transport.account.AccountsConfig;
import io.ringfence.transport.account.PasswordConfig;
import io.ringfence.transport.account.UsersListener;
import io.ringfence.transport.client.TestJson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two users who have registered over HTTP, each with contacts that are nobody else's business. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UserContactsTest {
    /** Weak on purpose: nobody guesses here. */
    private static final PasswordConfig QUICK = new PasswordConfig(64, 1, 1, 1, 64);

    private static final String PASSWORD = "correct horse";
    private static final String NONE = "200 {\"type\":\"contacts\",\"contacts\":[]}";

    @TempDir
    private Path directory;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Accounts accounts;
    private Gateway gateway;
    private String ann;
    private String bob;

    @BeforeEach
    void register() throws Exception {
        accounts = new Accounts(
                AccountsConfig.defaults(directory).withPasswords(QUICK).withRegistrationOpen(true), UsersListener.NONE);
        accounts.start();
        gateway = Gateway.forUsers(accounts);
        ann = token("ann");
        bob = token("bob");
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        accounts.close();
    }

    private String token(String name) throws Exception {
        String who = "{'username':'" + name + "','password':'" + PASSWORD + "'}";
        String registered = send("", "POST", "/auth/register", who);
        assertEquals("20", registered.substring(0, 2), registered);
        String answer = send("", "POST", "/auth/login", who);
        return (String) TestJson.object(answer.substring("200 ".length())).get("token");
    }

    private String send(String token, String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.http(path))
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private String add(String token, String address) throws Exception {
        String answer = send(token, "POST", "/contacts", "{'channel':'email','address':'" + address + "'}");
        assertEquals("201", answer.substring(0, 3), answer);
        return (String) TestJson.object(answer.substring("201 ".length())).get("contact_id");
    }

    private String list(String token) throws Exception {
        return send(token, "GET", "/contacts", null);
    }

    private static String only(String id, String address) {
        return "200 {\"type\":\"contacts\",\"contacts\":[{\"contact_id\":\"" + id
                + "\",\"channel\":\"email\",\"address\":\"" + address
                + "\",\"added_at\":\"1970-01-01T00:00:01.000Z\"}]}";
    }

    @Test
    void shouldShowEachUserTheirOwnContactsAlone() throws Exception {
        String anns = add(ann, "ann@example.org");
        assertEquals(NONE, list(bob));
        String bobs = add(bob, "bob@example.org");
        assertEquals(only(anns, "ann@example.org"), list(ann));
        assertEquals(only(bobs, "bob@example.org"), list(bob));
    }

    @Test
    void shouldForgetTheContactOfNobodyElse() throws Exception {
        String anns = add(ann, "ann@example.org");
        String ofAnother = send(bob, "DELETE", "/contacts/" + anns, null);
        assertEquals("404", ofAnother.substring(0, 3), ofAnother);
        assertEquals(only(anns, "ann@example.org"), list(ann));
        assertEquals(
                "200 {\"type\":\"contact_removed\",\"contact_id\":\"" + anns + "\"}",
                send(ann, "DELETE", "/contacts/" + anns, null));
        assertEquals(NONE, list(ann));
    }

    /** Or whoever asks would learn which contacts there are. */
    @Test
    void shouldAnswerTheSameWhenAContactIsAnothersAndWhenThereIsNone() throws Exception {
        String anns = add(ann, "ann@example.org");
        String ofAnother = send(bob, "DELETE", "/contacts/" + anns, null);
        String ofNobody = send(bob, "DELETE", "/contacts/c999", null);
        assertEquals("404", ofNobody.substring(0, 3), ofNobody);
        assertEquals(ofNobody, ofAnother);
    }

    @Test
    void shouldKeepAContactForWhoeverAsksWhateverTheBodySays() throws Exception {
        String id = add(ann, "ann@example.org', 'account':2, 'accountId':'2");
        assertEquals(only(id, "ann@example.org"), list(ann));
        assertEquals(NONE, list(bob));
        String asked = send(ann, "GET", "/contacts?account=2", null);
        assertEquals(only(id, "ann@example.org"), asked);
    }

    @Test
    void shouldTellNothingWhenNobodyIsSignedIn() throws Exception {
        String anns = add(ann, "ann@example.org");
        for (String token : new String[] {"", "x" + ann}) {
            String listed = list(token);
            assertEquals("401", listed.substring(0, 3), listed);
            assertFalse(listed.contains("example.org"), listed);
            String kept = send(token, "POST", "/contacts", "{'channel':'email','address':'eve@example.org'}");
            assertEquals("401", kept.substring(0, 3), kept);
            String removed = send(token, "DELETE", "/contacts/" + anns, null);
            assertEquals("401", removed.substring(0, 3), removed);
        }
        assertEquals(only(anns, "ann@example.org"), list(ann));
    }
}
