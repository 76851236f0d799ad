package io.ringfence.config.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.SmallNode;
import io.ringfence.config.file.ConfigFile;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.journal.replica.Rebuilt;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a host warms up with, lived through in lockstep, so that it has the same end each time. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WarmUpWorkTest {
    private static final int TICKS = 20_000;
    private static final int SIDES = 2;
    private static final int STOPS = 5;
    private static final int TRIGGERS = 4;

    @TempDir
    private Path directory;

    private NodeSummary live(WarmUpWork work) throws Exception {
        SmallNode files = new SmallNode(directory);
        List<String> settings = files.settings(
                "ring.threading=inline",
                "instruments=[AAA]",
                "feeds=[" + files.feed(1, "AAA", 1_000, "1") + "]",
                "broker.partial-fill-rate=0.1",
                "broker.latency=100 us",
                "snapshots.enabled=false");
        NodeConfig base = ConfigFile.file(files.file(), settings);
        NodeConfig config = new NodeConfig(
                base.ring(),
                base.cpus(),
                base.journal(),
                base.eventLog(),
                base.sql(),
                base.replica(),
                base.clock(),
                base.isLockstep(),
                base.limits(),
                work.feeds(directory),
                base.broker(),
                base.edge(),
                work.declared(),
                List.of(),
                WarmUpConfig.NONE,
                base.stat(),
                base.access(),
                0,
                NodeEvents.NONE);
        Node node = new Node(config, new Silent());
        try (node) {
            node.start();
            while (!node.awaitEnd(100)) {
                assertEquals(null, node.halt());
            }
        }
        return node.summary();
    }

    @Test
    void shouldFireEveryKindOfStopAndEndRoundsInEveryWay() throws Exception {
        NodeSummary summary = live(new WarmUpWork(TICKS, 1_000_000));
        Set<Integer> stopped = new HashSet<>();
        Set<ExitReason> reasons = EnumSet.noneOf(ExitReason.class);
        for (StrategyRow row : summary.strategies()) {
            reasons.add(row.reason());
            if (row.reason() == ExitReason.STOPLOSS) {
                int number = Integer.parseInt(row.name().substring("warm-up-".length()));
                stopped.add(number % (SIDES * STOPS * TRIGGERS));
            }
        }
        assertEquals(SIDES * STOPS * TRIGGERS, stopped.size(), stopped::toString);
        assertTrue(
                reasons.containsAll(
                        List.of(ExitReason.STOPLOSS, ExitReason.TAKE_PROFIT, ExitReason.SCHEDULE, ExitReason.SIGNAL)),
                reasons::toString);
        assertEquals(TICKS, summary.ticks());
        // Most ticks fire nothing: it is they who decide how the tick's path is compiled.
        assertTrue(summary.stopsFired() * 10 < TICKS, () -> summary.stopsFired() + " stops fired");
    }

    private static final class Silent implements NodeListener {
        @Override
        public void onReplayProgress(long doneBytes, long totalBytes) {}

        @Override
        public void onRecovered(Rebuilt rebuilt) {}

        @Override
        public void onListening(String address) {}

        @Override
        public void onBadRow(String source, long lineNumber, String reason) {}
    }
}
