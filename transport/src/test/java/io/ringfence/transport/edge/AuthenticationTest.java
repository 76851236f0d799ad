package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.account.Accounts;
import io.ringfence.transport.account.AccountsConfig;
import io.ringfence.transport.account.LoginResult;
import io.ringfence.transport.account.PasswordConfig;
import io.ringfence.transport.account.UsersListener;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who clients are, with real users and tokens. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AuthenticationTest {
    private static final char[] PASSWORD = "correct horse".toCharArray();
    private static final int MAX_PER_USER = 2;
    private static final int MAX_ANONYMOUS_BYTES = 2_048;
    private static final int MAX_BYTES = 8_192;
    private static final String PING = "{\"type\":\"ping\"}";
    private static final String PONG = "{\"type\":\"pong\"}";

    @TempDir
    Path directory;

    private Accounts accounts;
    private EdgeFixture edge;

    @BeforeEach
    void start() throws Exception {
        UsersListener toEdge = new UsersListener() {
            @Override
            public void onRevoked(String userName) {
                edge.server.revoke(userName);
            }

            @Override
            public void onFault(IOException fault) {
                throw new AssertionError(fault);
            }
        };
        accounts = new Accounts(
                AccountsConfig.defaults(directory).withPasswords(new PasswordConfig(64, 1, 1, 1, 64)), toEdge);
        accounts.start();
        accounts.users().add("alice", PASSWORD, 1, now()).get(20, TimeUnit.SECONDS);
        accounts.users().add("bob", PASSWORD, 2, now()).get(20, TimeUnit.SECONDS);
        accounts.users().add("root", PASSWORD, 0, now()).get(20, TimeUnit.SECONDS);
        edge = new EdgeFixture(config(60_000), accounts::authenticate);
    }

    @AfterEach
    void close() {
        edge.close();
        accounts.close();
    }

    @Test
    void shouldSayWhoTheClientIsWhenItShowsAToken() throws Exception {
        String answer = JdkClient.connect(edge.uri()).ask(auth(7, login("alice")));

        assertTrue(
                answer.matches("\\{\"type\":\"authenticated\",\"id\":7,\"user\":\"alice\",\"account\":1,"
                        + "\"expires\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z\",\"version\":1}"),
                answer);
    }

    @Test
    void shouldLetAClientSeeItsOwnAccountAloneWhenItHasSaidWhoItIs() throws Exception {
        JdkClient client = JdkClient.connect(edge.uri());
        String orders = "{\"type\":\"subscribe\",\"channel\":\"orders\",\"id\":1}";
        assertEquals("UNAUTHORIZED", code(client.ask(orders)));
        client.ask(auth(1, login("alice")));

        assertTrue(client.ask(orders).startsWith("{\"type\":\"subscribed\",\"id\":1,\"channel\":\"orders\","));
        assertEquals(
                "FORBIDDEN",
                code(client.ask("{\"type\":\"subscribe\",\"channel\":\"alerts\",\"account\":2,\"id\":2}")));
        JdkClient operator = JdkClient.connect(edge.uri());
        operator.ask(auth(1, login("root")));
        assertTrue(operator.ask("{\"type\":\"subscribe\",\"channel\":\"alerts\",\"account\":2,\"id\":3}")
                .startsWith("{\"type\":\"subscribed\",\"id\":3,"));
    }

    @Test
    void shouldRefuseATokenThatDoesNotHoldAndNotShowIt() throws Exception {
        JdkClient client = JdkClient.connect(edge.uri());
        String token = login("alice");
        String forged = token.substring(0, token.length() - 4) + "AAAA";

        assertEquals(
                "{\"type\":\"error\",\"id\":1,\"code\":\"UNAUTHORIZED\",\"message\":\"the token's signature is wrong\","
                        + "\"temporary\":false}",
                client.ask(auth(1, forged)));
        assertEquals(1, edge.count(EdgeCounter.TOKENS_REFUSED));
        assertEquals(
                "{\"type\":\"error\",\"id\":2,\"code\":\"INVALID_FIELD\",\"message\":\"token: expected a string\","
                        + "\"temporary\":false}",
                client.ask("{\"type\":\"auth\",\"id\":2,\"token\":[\"" + token + "\"]}"));
        assertEquals("MISSING_FIELD", code(client.ask("{\"type\":\"auth\"}")));
        String broken = client.ask("{\"type\":\"auth\",\"token\":" + token + "}");
        assertEquals("INVALID_JSON", code(broken));
        assertFalse(broken.contains(token.substring(0, 8)), broken);
    }

    @Test
    void shouldKeepTheSessionWhenTheSameUserShowsAnotherTokenAndEndItWhenAnotherUserDoes() throws Exception {
        JdkClient client = JdkClient.connect(edge.uri());
        client.ask(auth(1, login("alice")));
        assertTrue(client.ask(auth(2, login("alice"))).startsWith("{\"type\":\"authenticated\",\"id\":2,"));
        assertEquals("UNAUTHORIZED", code(client.ask(auth(3, "x"))));
        client.assertUndisturbed();

        client.send(auth(4, login("bob")));

        assertEquals(3501, client.closeCode());
        assertEquals(1, edge.count(EdgeCounter.CLIENTS_CLOSED_SESSION));
    }

    @Test
    void shouldCloseAllConnectionsOfAUserAndNobodyElsesWhenItsTokensAreRevoked() throws Exception {
        String token = login("alice");
        JdkClient first = authenticated("alice");
        JdkClient second = authenticated("alice");
        JdkClient other = authenticated("bob");

        accounts.users().revoke("alice").get(20, TimeUnit.SECONDS);

        assertEquals(3502, first.closeCode());
        assertEquals(3502, second.closeCode());
        other.assertUndisturbed();
        assertEquals("UNAUTHORIZED", code(JdkClient.connect(edge.uri()).ask(auth(1, token))));
        assertTrue(JdkClient.connect(edge.uri()).ask(auth(1, login("alice"))).contains("authenticated"));
    }

    @Test
    void shouldCloseWithRevokedWhenThatHappensBeforeTheConnectionIsKnownAsTheUsers() throws Exception {
        String token = login("alice");
        TokenCheck revokedMeanwhile = (shown, nowMs) -> {
            var verdict = accounts.authenticate(shown, nowMs);
            accounts.users().revoke("alice").join();
            return verdict;
        };
        try (EdgeFixture racing = new EdgeFixture(config(60_000), revokedMeanwhile)) {
            JdkClient client = JdkClient.connect(racing.uri());
            client.send(auth(1, token));
            assertEquals(3502, client.closeCode());
        }
    }

    @Test
    void shouldTurnAwayTheNextConnectionWhenItsUserHasAllItMayHave() throws Exception {
        JdkClient first = authenticated("alice");
        JdkClient second = authenticated("alice");
        JdkClient third = JdkClient.connect(edge.uri());
        third.send(auth(1, login("alice")));

        assertEquals(3504, third.closeCode());
        assertEquals(1, edge.count(EdgeCounter.CONNECTIONS_REFUSED_USER));
        first.close(1000);
        assertEquals(1000, first.closeCode());
        EdgeFixture.await("its place to be free", () -> edge.count(EdgeCounter.CONNECTIONS_OPEN) == 1);
        authenticated("alice").assertUndisturbed();
        second.assertUndisturbed();
    }

    @Test
    void shouldReadLargerMessagesWhenTheClientHasSaidWhoItIs() throws Exception {
        String anonymous = PING + " ".repeat(MAX_ANONYMOUS_BYTES - PING.length());
        String known = PING + " ".repeat(MAX_BYTES - PING.length());
        try (RawClient client = RawClient.upgraded(edge.port())) {
            assertEquals(PONG, client.text(anonymous).next().text());
            assertEquals(1009, client.text(anonymous + " ").next().closeCode());
        }
        try (RawClient client = RawClient.upgraded(edge.port())) {
            // In one go, so that the second is read together with the first.
            byte[] auth = frame(auth(1, login("alice")));
            byte[] large = frame(known);
            byte[] both = new byte[auth.length + large.length];
            System.arraycopy(auth, 0, both, 0, auth.length);
            System.arraycopy(large, 0, both, auth.length, large.length);
            client.bytes(both);

            assertTrue(client.next().text().startsWith("{\"type\":\"authenticated\""));
            assertEquals(PONG, client.next().text());
            client.frame(false, RawClient.TEXT, known.substring(0, 4_096).getBytes(StandardCharsets.US_ASCII))
                    .frame(true, 0, known.substring(4_096).getBytes(StandardCharsets.US_ASCII));
            assertEquals(PONG, client.next().text());
            assertEquals(1009, client.text(known + " ").next().closeCode());
        }
    }

    @Test
    void shouldCloseWith3500WhenAClientNeitherSaysWhoItIsNorListensToPrices() throws Exception {
        try (EdgeFixture strict = new EdgeFixture(config(5_000), accounts::authenticate)) {
            long startNs = System.nanoTime();
            JdkClient silent = JdkClient.connect(strict.uri());
            JdkClient prices = JdkClient.subscribed(strict.uri(), "prices");
            JdkClient known = JdkClient.connect(strict.uri());
            known.ask(auth(1, login("alice")));
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(5), "too slow to tell");

            assertEquals(PONG, silent.ask(PING));
            assertEquals(3500, silent.closeCode());
            prices.assertUndisturbed();
            known.assertUndisturbed();
            assertEquals(1, strict.count(EdgeCounter.CLIENTS_CLOSED_SESSION));
        }
    }

    private JdkClient authenticated(String user) throws Exception {
        JdkClient client = JdkClient.connect(edge.uri());
        String answer = client.ask(auth(1, login(user)));
        assertTrue(answer.startsWith("{\"type\":\"authenticated\""), answer);
        return client;
    }

    private String login(String user) throws Exception {
        LoginResult result = accounts.login(user, PASSWORD, InetAddress.getLoopbackAddress(), now())
                .get(20, TimeUnit.SECONDS);
        return ((LoginResult.LoggedIn) result).token().text();
    }

    private static EdgeConfig config(int authDeadlineMs) {
        return Configs.small()
                .with(Access.TOKENS)
                .with(new AdmissionConfig(1_024, MAX_PER_USER, 100_000, 100_000, 64, authDeadlineMs))
                .with(new MessageConfig(MAX_BYTES, MAX_ANONYMOUS_BYTES, 64, 100_000, 100_000, 4, 4, 8, false));
    }

    private static String auth(int id, String token) {
        return "{\"type\":\"auth\",\"id\":" + id + ",\"token\":\"" + token + "\"}";
    }

    private static String code(String error) {
        int start = error.indexOf("\"code\":\"") + "\"code\":\"".length();
        return error.substring(start, error.indexOf('"', start));
    }

    private static byte[] frame(String text) {
        return RawClient.encoded(true, RawClient.TEXT, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}
