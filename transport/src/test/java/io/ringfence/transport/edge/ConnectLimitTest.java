package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may connect, over real connections. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectLimitTest {
    private static final String PING = "{\"type\":\"ping\"}";
    private static final String PONG = "{\"type\":\"pong\"}";

    @Test
    void shouldTurnAwayTheNextConnectionWhenAnAddressHasAllItMayHave() throws Exception {
        try (EdgeFixture edge = new EdgeFixture(Configs.small().with(admission(2, 1_000)));
                RawClient first = RawClient.upgraded(edge.port())) {
            try (RawClient second = RawClient.upgraded(edge.port());
                    RawClient third = new RawClient(edge.port())) {
                assertTrue(third.rest().startsWith("HTTP/1.1 503 "));
                assertEquals(1, edge.count(EdgeCounter.CONNECTIONS_REFUSED_ADDRESS));
                assertEquals(PONG, second.text(PING).next().text());
            }
            EdgeFixture.await("its place to be free", () -> edge.count(EdgeCounter.CONNECTIONS_OPEN) == 1);
            try (RawClient third = RawClient.upgraded(edge.port())) {
                assertEquals(PONG, third.text(PING).next().text());
            }
            assertEquals(PONG, first.text(PING).next().text());
        }
    }

    @Test
    void shouldSayWhenToTryAgainWhenConnectsComeTooSoon() throws Exception {
        AtomicLong nowNs = new AtomicLong();
        try (EdgeFixture edge = new EdgeFixture(Configs.small().with(admission(1_000, 2)), nowNs::get)) {
            for (int i = 0; i < 2; i++) {
                try (RawClient client = RawClient.upgraded(edge.port())) {
                    assertEquals(PONG, client.text(PING).next().text());
                }
            }
            try (RawClient third = new RawClient(edge.port())) {
                assertEquals(
                        "HTTP/1.1 429 Too Many Requests\r\ncontent-type: application/json\r\nretry-after: 1\r\n"
                                + "connection: close\r\ncontent-length: 144\r\n\r\n"
                                + "{\"type\":\"error\",\"code\":\"RATE_LIMITED\",\"message\":\"connects of this address: too"
                                + " many, try again in 1000 ms\",\"temporary\":true,\"retryAfterMs\":1000}",
                        third.rest());
            }
            assertEquals(1, edge.count(EdgeCounter.CONNECTS_TOO_SOON));
            nowNs.addAndGet(TimeUnit.SECONDS.toNanos(1));
            try (RawClient client = RawClient.upgraded(edge.port())) {
                assertEquals(PONG, client.text(PING).next().text());
            }
        }
    }

    private static AdmissionConfig admission(int maxConnectionsPerAddress, int connectBurst) {
        return new AdmissionConfig(maxConnectionsPerAddress, 16, 1, connectBurst, 64, 60_000);
    }
}
