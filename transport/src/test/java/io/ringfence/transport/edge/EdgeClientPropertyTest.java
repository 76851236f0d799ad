package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.transport.client.ChannelListener;
import io.ringfence.transport.client.ChannelOptions;
import io.ringfence.transport.client.EdgeClient;
import io.ringfence.transport.client.EdgeClientConfig;
import io.ringfence.transport.client.EdgeMessage;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The Java client against the real edge, over connections that break at any byte; each wait has a limit of its own. */
class EdgeClientPropertyTest {
    private static final class Heard implements ChannelListener {
        final List<Long> events = new CopyOnWriteArrayList<>();
        final List<String> gaps = new CopyOnWriteArrayList<>();

        @Override
        public void onEvent(EdgeMessage event) {
            events.add(event.seq());
        }

        @Override
        public void onGap(long processedSeq, long currentSeq) {
            gaps.add(processedSeq + " to " + currentSeq);
        }

        /** The end of the stream was seen, or given up by a gap that reaches it. */
        boolean isAt(long seq) {
            return !events.isEmpty() && events.get(events.size() - 1) == seq
                    || gaps.stream().anyMatch(gap -> gap.endsWith(" to " + seq));
        }
    }

    private static EdgeClient connected(URI uri) {
        // Heartbeats so short that what breaks inside a frame is found out soon: the JDK does not always tell of it.
        EdgeClientConfig config = new EdgeClientConfig(uri, 10_000, 150, 1, 4, 0, 64, 16, 65_536, 1_024);
        EdgeClient client = new EdgeClient(config, null, (state, reason) -> {});
        client.connect();
        return client;
    }

    @Property(tries = 20)
    void shouldSeeEveryEventOnceWhenConnectionsBreakAtAnyByte(
            @ForAll @Size(max = 10) List<@IntRange(max = 3_000) Integer> cutsAfterBytes,
            @ForAll @IntRange(min = 1, max = 50) int count)
            throws Exception {
        Heard heard = new Heard();
        try (EdgeFixture edge = new EdgeFixture(Configs.small());
                CuttingProxy proxy = new CuttingProxy(edge.port(), cutsAfterBytes);
                EdgeClient client = connected(proxy.uri())) {
            // As many as the edge keeps, so that a client that comes late misses none.
            client.subscribe("orders", ChannelOptions.none().history(64), heard);
            for (int i = 0; i < count; i++) {
                edge.filled();
            }
            EdgeFixture.await("event " + count + " of " + heard.events, () -> heard.isAt(count));
        }
        assertEquals(LongStream.rangeClosed(1, count).boxed().toList(), heard.events);
        assertEquals(List.of(), heard.gaps);
    }
}
