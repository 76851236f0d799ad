package io.ringfence.transport.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.transport.client.ConnectionListener.State;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a client comes back, and when it gives a connection up: on a loop whose time is the test's. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReconnectTimeTest {
    private static final int HEARTBEAT_MS = 1_000;

    private final ScriptedEdge edge = new ScriptedEdge().start();
    private final ManualLoop loop = new ManualLoop();
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        edge.close();
    }

    /** A random that always gives the most, or the least. */
    private EdgeClient client(URI uri, boolean isMost) {
        RandomGenerator random = new RandomGenerator() {
            @Override
            public long nextLong() {
                return 1;
            }

            @Override
            public long nextLong(long bound) {
                return isMost ? bound - 1 : 0;
            }
        };
        EdgeClientConfig config = new EdgeClientConfig(uri, 60_000, HEARTBEAT_MS, 100, 1_000, 0, 8, 16, 65_536, 1_024);
        return new EdgeClient(config, null, recorder, loop, random, InstantSource.system());
    }

    private List<Long> waitsWithoutAnEdge(boolean isMost) {
        URI uri = edge.uri();
        edge.stop();
        client(uri, isMost).connect();
        List<Long> waits = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            int attempts = i;
            loop.runUntil("attempt " + i, () -> count(State.WAITING) == attempts);
            waits.add(loop.nextDelayMs());
            loop.advance(loop.nextDelayMs());
        }
        return waits;
    }

    private long count(State state) {
        return recorder.states.stream().filter(state::equals).count();
    }

    @Test
    void shouldDoubleTheBoundOfItsWaitsUpToTheMostWhenThereIsNoEdge() {
        assertEquals(List.of(100L, 200L, 400L, 800L, 1_000L, 1_000L), waitsWithoutAnEdge(true));
    }

    @Test
    void shouldWaitAnyTimeDownToNoneWhenThereIsNoEdge() {
        assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 0L), waitsWithoutAnEdge(false));
    }

    @Test
    void shouldWaitAsLongAsTheEdgeAsksAndARandomPartWhenItGoesAway() {
        client(edge.uri(), true).connect();
        loop.runUntil("connected", () -> recorder.states.contains(State.LIVE));
        edge.sayToAll(Map.of("type", "goaway", "reconnect_after_ms", 5_000L));
        edge.closeAll(1001);
        loop.runUntil("waiting", () -> recorder.states.contains(State.WAITING));

        assertEquals(10_000, loop.nextDelayMs());
    }

    @Test
    void shouldBeginAnewWithShortWaitsWhenAConnectionStoodForAHeartbeat() {
        client(edge.uri(), true).connect();
        for (int i = 1; i <= 3; i++) {
            int round = i;
            loop.runUntil("connected", () -> count(State.LIVE) == round);
            edge.closeAll(3000);
            loop.runUntil("waiting", () -> count(State.WAITING) == round);
            assertEquals(100L << (i - 1), loop.nextDelayMs());
            loop.advance(loop.nextDelayMs());
        }
        loop.runUntil("connected", () -> count(State.LIVE) == 4);
        loop.advance(HEARTBEAT_MS);
        edge.closeAll(3000);
        loop.runUntil("waiting", () -> count(State.WAITING) == 4);
        assertEquals(100, loop.nextDelayMs());
    }

    @Test
    void shouldGiveAConnectionUpWhenItIsSilentForTwoHeartbeats() {
        client(edge.uri(), true).connect();
        loop.runUntil("connected", () -> recorder.states.contains(State.LIVE));
        edge.isMute = true;

        loop.advance(HEARTBEAT_MS);
        loop.advance(HEARTBEAT_MS);
        assertEquals(0, count(State.WAITING));
        loop.advance(HEARTBEAT_MS);
        assertEquals(1, count(State.WAITING));
        assertEquals("silent for 2 heartbeats or more", recorder.reasons.get(recorder.reasons.size() - 1));
    }

    @Test
    void shouldKeepAQuietConnectionWhenItAnswersPings() {
        client(edge.uri(), true).connect();
        loop.runUntil("connected", () -> recorder.states.contains(State.LIVE));

        for (int i = 1; i <= 5; i++) {
            loop.advance(HEARTBEAT_MS);
            long before = loop.runCount();
            loop.advance(HEARTBEAT_MS);
            // Two tasks: the ping is out, and the pong is in.
            loop.runUntil("pong " + i, () -> loop.runCount() >= before + 2);
            assertEquals(i, edge.received("ping").size());
        }
        assertEquals(0, count(State.WAITING), recorder.reasons.toString());
    }
}
