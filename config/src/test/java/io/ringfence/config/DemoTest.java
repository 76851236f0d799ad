package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.trade.StrategyState;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it, in every thread layout. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DemoTest {
    @TempDir
    private Path directory;

    @Test
    void shouldEndInTheSameStateWhenLaidOutOnThreadsInAnyWayAndWhenReplayed() throws Exception {
        NodeSummary inline = run("inline");
        assertEquals(100_000, inline.ticks());
        assertEquals(0, inline.badRows());
        assertTrue(count(inline, ExitReason.STOPLOSS) >= 3, inline::toString);
        assertTrue(count(inline, ExitReason.SCHEDULE) >= 3, inline::toString);
        assertTrue(inline.strategies().size() >= 20);
        assertTrue(inline.strategies().stream().allMatch(row -> row.state() == StrategyState.CLOSED));

        NodeSummary compact = run("compact");
        NodeSummary pipelined = run("pipelined");
        assertEquals(inline, compact);
        assertEquals(inline, pipelined);
        for (String layout : new String[] {"inline", "compact", "pipelined"}) {
            assertEquals(
                    inline, TestNodes.replaySummary(directory.resolve(layout).resolve("journal")), layout);
        }
    }

    @Test
    void shouldGoOnWhereItStoppedWhenStartedAgain() throws Exception {
        NodeSummary first = run("inline");
        NodeSummary second = run("inline");
        // A second start journals that it started and what the broker then tells: two positions and that there is no
        // more.
        assertEquals(first.sequence() + 4, second.sequence());
        assertEquals(first.ticks(), second.ticks());
        assertEquals(first.ordersSent(), second.ordersSent());
        assertEquals(first.strategies(), second.strategies());
    }

    private static long count(NodeSummary summary, ExitReason reason) {
        return summary.strategies().stream()
                .filter(row -> row.reason() == reason)
                .count();
    }

    private NodeSummary run(String layout) throws Exception {
        Node node = new Node(
                ConfigFile.profile(
                        "demo",
                        TestNodes.under(directory.resolve(layout), "ring.threading=" + layout, "ring.wait=balanced")),
                TestNodes.silent());
        try (node) {
            node.start();
            while (!node.awaitEnd(100)) {
                assertNull(node.halt());
            }
        }
        return node.summary();
    }
}
