package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.account.Accounts;
import io.ringfence.transport.account.AccountsConfig;
import io.ringfence.transport.account.LoginResult;
import io.ringfence.transport.account.PasswordConfig;
import io.ringfence.transport.account.UsersListener;
import io.ringfence.transport.client.ChannelOptions;
import io.ringfence.transport.client.ConnectionListener.State;
import io.ringfence.transport.client.EdgeClient;
import io.ringfence.transport.client.EdgeClientConfig;
import io.ringfence.transport.client.EdgeRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Java client with real users and tokens. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EdgeClientAuthTest {
    private static final char[] PASSWORD = "correct horse".toCharArray();

    @TempDir
    Path directory;

    private final List<State> states = new CopyOnWriteArrayList<>();
    private final List<String> reasons = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokenCount = new AtomicInteger();
    private Accounts accounts;
    private EdgeFixture edge;
    private EdgeClient client;

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
        accounts.users().add("alice", PASSWORD, 1, System.currentTimeMillis()).get(20, TimeUnit.SECONDS);
        edge = new EdgeFixture(Configs.small().with(Access.TOKENS), accounts::authenticate);
        EdgeClientConfig config = new EdgeClientConfig(edge.uri(), 10_000, 10_000, 1, 4, 0, 64, 16, 65_536, 1_024);
        client = new EdgeClient(config, this::login, (state, reason) -> {
            reasons.add(reason);
            states.add(state);
        });
    }

    @AfterEach
    void close() {
        client.close();
        edge.close();
        accounts.close();
    }

    private CompletableFuture<String> login() {
        tokenCount.incrementAndGet();
        return accounts.login("alice", PASSWORD, InetAddress.getLoopbackAddress(), System.currentTimeMillis())
                .thenApply(result -> ((LoginResult.LoggedIn) result).token().text());
    }

    private void awaitState(State state, int count) {
        EdgeFixture.await(
                state + " of " + states + reasons,
                () -> states.stream().filter(state::equals).count() == count);
    }

    @Test
    void shouldSeeItsOwnOrdersWhenItShowsItsToken() {
        client.subscribe("orders", ChannelOptions.none(), event -> {});
        client.connect();
        awaitState(State.LIVE, 1);

        assertEquals(1, tokenCount.get());
    }

    @Test
    void shouldStopUntilItIsToldToConnectWhenItsTokensAreRevoked() {
        client.connect();
        awaitState(State.LIVE, 1);
        accounts.users().revoke("alice").orTimeout(20, TimeUnit.SECONDS).join();
        awaitState(State.STOPPED, 1);
        assertTrue(reasons.get(reasons.size() - 1).startsWith("3502"), reasons.toString());

        client.connect();
        awaitState(State.LIVE, 2);
        assertEquals(2, tokenCount.get());
    }

    @Test
    void shouldStopWhenItsTokenIsOfNobody() {
        List<State> seen = new CopyOnWriteArrayList<>();
        try (EdgeClient stranger = new EdgeClient(
                new EdgeClientConfig(edge.uri(), 10_000, 10_000, 1, 4, 0, 64, 16, 65_536, 1_024),
                () -> CompletableFuture.completedFuture("nobody's"),
                (state, reason) -> seen.add(state))) {
            stranger.connect();
            EdgeFixture.await("stopped of " + seen, () -> seen.contains(State.STOPPED));
        }
    }

    @Test
    void shouldSayThatAnotherAccountsOrdersAreNotItsWhenItAsks() throws Exception {
        client.connect();
        CompletableFuture<?> answer = client.ask("subscribe", Map.of("channel", "orders", "account", 2));
        String code = answer.handle((done, failure) -> failure instanceof EdgeRefused refused ? refused.code() : "none")
                .get(20, TimeUnit.SECONDS);

        assertEquals("FORBIDDEN", code);
    }
}
