package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.transport.client.ChannelListener;
import io.ringfence.transport.client.ChannelOptions;
import io.ringfence.transport.client.ConnectionListener.State;
import io.ringfence.transport.client.EdgeClient;
import io.ringfence.transport.client.EdgeClientConfig;
import io.ringfence.transport.client.EdgeMessage;
import io.ringfence.transport.client.EdgeRefused;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Java client against the real edge. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EdgeClientTest implements ChannelListener {
    private final EdgeFixture edge = new EdgeFixture(Configs.heartbeatMs(20));
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<State> states = new CopyOnWriteArrayList<>();
    private EdgeClient client;

    @BeforeEach
    void connect() {
        EdgeClientConfig config = new EdgeClientConfig(edge.uri(), 10_000, 1_000, 1, 4, 0, 64, 16, 65_536, 1_024);
        client = new EdgeClient(config, null, (state, reason) -> states.add(state));
        client.connect();
    }

    @AfterEach
    void close() {
        client.close();
        edge.close();
    }

    @Override
    public void onEvent(EdgeMessage event) {
        heard.add(event.type() + " " + event.seq());
    }

    @Override
    public void onSnapshot(EdgeMessage snapshot) {
        heard.add("snapshot " + snapshot.fields().keySet());
    }

    @Override
    public void onRefused(EdgeRefused reason) {
        heard.add(reason.code());
    }

    private void awaitHeard(int count) {
        EdgeFixture.await(count + " of " + heard, () -> heard.size() >= count);
    }

    @Test
    void shouldBringPricesAndOrdersWhenSubscribed() {
        client.subscribe("prices", ChannelOptions.none().symbols("SOL"), this);
        client.subscribe("orders", ChannelOptions.none(), this);
        EdgeFixture.await("live", () -> edge.count(EdgeCounter.CONNECTIONS_OPEN) == 1 && states.contains(State.LIVE));
        client.ask("ping", Map.of()).orTimeout(20, TimeUnit.SECONDS).join();
        long sequence = edge.tick(0, "231.45");
        edge.tick(1, "1");
        edge.filled();
        awaitHeard(2);

        assertEquals(
                List.of("order_filled 1", "price " + sequence),
                heard.stream().sorted().toList());
    }

    @Test
    void shouldStayWhenHeartbeatsSayThatNothingIsMissing() {
        client.subscribe("orders", ChannelOptions.none().types("order_rejected"), this);
        client.subscribe("alerts", ChannelOptions.none(), this);
        client.ask("ping", Map.of()).orTimeout(20, TimeUnit.SECONDS).join();
        edge.filled();
        // Another that is as silent has heard five heartbeats: with the first the client would leave a stream that has
        // a gap.
        JdkClient witness = JdkClient.subscribed(edge.uri(), "alerts");
        for (int count = 0; count < 5; ) {
            if (witness.next().startsWith("{\"type\":\"heartbeat\"")) {
                count++;
            }
        }
        client.ask("ping", Map.of()).orTimeout(20, TimeUnit.SECONDS).join();

        assertEquals(0, states.stream().filter(State.WAITING::equals).count(), states.toString());
        assertEquals(List.of(), heard);
    }

    @Test
    void shouldTellTheListenerWhenTheEdgeDoesNotKnowTheChannel() {
        client.subscribe("foo", ChannelOptions.none(), this);
        awaitHeard(1);

        assertEquals(List.of("UNKNOWN_CHANNEL"), heard);
    }

    @Test
    void shouldComeBackWhenTheEdgeGoesAway() {
        client.subscribe("orders", ChannelOptions.none(), this);
        EdgeFixture.await("live", () -> states.contains(State.LIVE));
        edge.server.close();

        EdgeFixture.await("waiting of " + states, () -> states.contains(State.WAITING));
        assertEquals(0, states.stream().filter(State.STOPPED::equals).count());
    }
}
