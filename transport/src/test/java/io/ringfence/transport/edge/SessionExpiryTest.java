package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.transport.account.Identity;
import io.ringfence.transport.account.TokenVerdict;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens that are good for so many milliseconds as they say themselves. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionExpiryTest {
    private final EdgeConfig config = Configs.small().with(Access.TOKENS);
    private final TokenCheck tokens =
            (token, nowMs) -> new TokenVerdict.Valid(new Identity("alice", 1), nowMs + Long.parseLong(token));

    @Test
    void shouldCloseWith3002WhenTheTokenExpires() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(config, tokens)) {
            long startNs = System.nanoTime();
            JdkClient client = JdkClient.connect(edge.uri());
            client.ask(auth(300));

            assertEquals(3002, client.closeCode());
            assertTrue(System.nanoTime() - startNs >= TimeUnit.MILLISECONDS.toNanos(300));
            assertEquals(1, edge.count(EdgeCounter.CLIENTS_CLOSED_SESSION));
        }
    }

    @Test
    void shouldStayWhenAnotherTokenProlongsTheSessionAndAShorterOneComesAfterIt() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(config, tokens)) {
            JdkClient client = JdkClient.connect(edge.uri());
            client.ask(auth(30_000));
            client.ask(auth(60_000));
            client.ask(auth(100));
            long afterNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
            EdgeFixture.await("the shorter one to be over", () -> System.nanoTime() - afterNs > 0);

            client.assertUndisturbed();
        }
    }

    @Test
    void shouldSayThatEverybodyIsTheOperatorWhenTheEdgeIsOpen() {
        try (EdgeFixture edge = new EdgeFixture(Configs.small())) {
            assertEquals(
                    "{\"type\":\"authenticated\",\"id\":1,\"user\":\"operator\",\"account\":0,\"expires\":null,"
                            + "\"version\":1}",
                    JdkClient.connect(edge.uri()).ask("{\"type\":\"auth\",\"id\":1,\"token\":\"anything\"}"));
        }
    }

    private static String auth(long forMs) {
        return "{\"type\":\"auth\",\"token\":\"" + forMs + "\"}";
    }
}
