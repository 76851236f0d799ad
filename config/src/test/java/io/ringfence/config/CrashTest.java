package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.node.NodeSummary;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.core.trade.StrategyState;
import io.ringfence.journal.JournalReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host in a JVM of its own, killed with SIGKILL at random points and started again on the same data, until the data is
 * through. {@code -Dringfence.test.kills=N} sets how often.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CrashTest {
    private static final int KILLS = Integer.getInteger("ringfence.test.kills", 20);
    private static final String DATA = "bitstamp_trades_from_20131125_usd.csv";

    @TempDir
    private Path directory;

    private DemoProcess host;

    @BeforeEach
    void makeHost() {
        host = new DemoProcess(directory);
    }

    @Test
    void shouldLoseAndRepeatNothingWhenKilledAgainAndAgain(TestReporter reporter) throws Exception {
        long seed = Long.getLong("ringfence.test.seed", System.nanoTime());
        Random random = new Random(seed);
        BrokerFile broker = new BrokerFile(directory.resolve("broker.log"));
        int busyKills = 0;
        int killsWithOpenOrders = 0;
        int ticks = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            // So slow that the data outlasts the kills, and so fast that each of them hits a busy host.
            long end = lastSequence();
            Process process = start(random, Math.max(1, 5_000 * 20 / KILLS) + "x");
            boolean isEarly = kill % 5 == 4;
            boolean isOver = !isEarly && (host.awaitListening(process) || awaitTick(process, end))
                    || process.waitFor(random.nextInt(1_000), TimeUnit.MILLISECONDS)
                    || kill % 5 < 2 && awaitOpenOrder(process, broker);
            assertFalse(
                    isOver,
                    () -> "the host ended by itself with " + exit(process) + ", seed " + seed + ": " + host.log());
            process.destroyForcibly().waitFor();
            int ticksBefore = ticks;
            ticks = journaledTicks().size();
            busyKills += ticks > ticksBefore ? 1 : 0;
            killsWithOpenOrders += broker.openOrders() > 0 ? 1 : 0;
        }
        // A host that was killed idle proves nothing, nor does one that owes the broker no question.
        int busy = busyKills;
        int open = killsWithOpenOrders;
        assertTrue(busy >= KILLS / 2, () -> busy + " kills of " + KILLS + " hit a busy host, seed " + seed);
        assertTrue(open >= KILLS / 10, () -> open + " kills of " + KILLS + " left open orders, seed " + seed);
        reporter.publishEntry("kills", KILLS + ", of a busy host " + busy + ", with open orders " + open);
        Process last = start(random, "max");
        assertTrue(last.waitFor(3, TimeUnit.MINUTES), () -> "the last run did not end, seed " + seed);
        assertEquals(0, last.exitValue(), () -> "seed " + seed + ": " + host.log());
        Map<String, String> results = host.results();

        String context = "seed " + seed;
        NodeSummary replayed = TestNodes.replaySummary(directory.resolve("journal"));
        assertEquals(results.get("state_hash"), replayed.stateHash(), context);
        assertEquals(results.get("output_digest"), replayed.outputDigest(), context);
        assertEquals("100000", results.get("ticks"), context);
        assertEquals(expectedTicks(), journaledTicks(), context);
        List<String> events = TestNodes.eventLogAnew(directory.resolve("journal"), directory.resolve("anew"));
        assertEquals(events, TestNodes.eventLog(directory.resolve("journal")), context);
        assertTrue(events.size() > 100, context);
        Map<Long, long[]> positions = broker.positions(context);
        for (StrategyRow strategy : replayed.strategies()) {
            checkProtectedOrClosed(strategy, positions.getOrDefault(strategy.id(), new long[2]), context);
        }
    }

    /** In lockstep a host that dies and comes back trades as one that never died. */
    @Test
    void shouldTradeAsIfNothingHadHappenedWhenKilledInLockstep() throws Exception {
        long seed = Long.getLong("ringfence.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int kill = 0; kill < Math.max(1, KILLS / 4); kill++) {
            long end = lastSequence();
            Process process = host.start("pacing=" + Math.max(1, 20_000 * 20 / KILLS) + "x");
            // A start that dies before its strategies are all made gives the others other ids, and so other draws.
            boolean isOver = host.awaitListening(process)
                    || awaitTick(process, end)
                    || process.waitFor(random.nextInt(900), TimeUnit.MILLISECONDS);
            assertFalse(
                    isOver,
                    () -> "the host ended by itself with " + exit(process) + ", seed " + seed + ": " + host.log());
            process.destroyForcibly().waitFor();
        }
        assertTrue(host.start("pacing=max").waitFor(3, TimeUnit.MINUTES));
        List<String> killed = host.table();

        DemoProcess undisturbed = new DemoProcess(directory.resolve("undisturbed"));
        assertTrue(undisturbed.start("pacing=max").waitFor(3, TimeUnit.MINUTES));
        assertEquals(undisturbed.table(), killed, () -> "seed " + seed);
    }

    private static String exit(Process process) {
        return process.isAlive() ? "no exit code, it lives" : "exit code " + process.exitValue();
    }

    /** Waits until the host has journaled a tick after this sequence; true when it ended first. */
    private boolean awaitTick(Process process, long end) throws Exception {
        while (!hasTickAfter(end)) {
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** Looks at the first events alone, so as not to run after a host that writes. */
    private boolean hasTickAfter(long end) throws IOException {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        boolean[] hasTick = {false};
        new JournalReader(directory.resolve("journal"))
                .forEach(
                        end + 1,
                        end + 200,
                        (sequence, time, buffer, offset, length) ->
                                hasTick[0] |= header.wrap(buffer, offset).templateId() == PriceTickDecoder.TEMPLATE_ID);
        return hasTick[0];
    }

    /** Sequence that the journal ends at, 0 where there is none. */
    private long lastSequence() throws IOException {
        long[] last = {0};
        if (Files.exists(directory.resolve("journal"))) {
            new JournalReader(directory.resolve("journal"))
                    .forEach(1, Long.MAX_VALUE, (sequence, time, buffer, offset, length) -> last[0] = sequence);
        }
        return last[0];
    }

    /** Waits, not for ever, until an order is on its way; true when the host ended first. */
    private static boolean awaitOpenOrder(Process process, BrokerFile broker) throws Exception {
        for (int tries = 0; tries < 500 && broker.openOrders() == 0; tries++) {
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    private Process start(Random random, String pacing) throws IOException {
        String layout = random.nextBoolean() ? "compact" : "pipelined";
        boolean isLockstep = random.nextInt(4) == 0;
        return host.start(
                "pacing=" + pacing,
                "ring.threading=" + layout,
                "lockstep=" + isLockstep,
                // Some tenths of a second at the speed of the feed, so that kills find orders on their way.
                "broker.latency=1 hour",
                "limits.reconcile-period=0 s",
                "ring.slots=256",
                "ring.max-batch-events=64");
    }

    /** The file's rows, read independently of the feed. */
    private static List<String> expectedTicks() throws IOException {
        List<String> ticks = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                CrashTest.class.getClassLoader().getResourceAsStream(DATA), StandardCharsets.US_ASCII))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] parts = line.split(",");
                ticks.add(ticks.size() + 1 + " " + parts[0] + " " + scaled(parts[1]) + " " + scaled(parts[2]));
            }
        }
        return ticks;
    }

    private static long scaled(String decimal) {
        return new java.math.BigDecimal(decimal).movePointRight(Decimal.DIGITS).longValueExact();
    }

    /** The ticks in the journal: each once, in order, with its figures. */
    private List<String> journaledTicks() throws IOException {
        List<String> ticks = new ArrayList<>();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        PriceTickDecoder tick = new PriceTickDecoder();
        new JournalReader(directory.resolve("journal"))
                .forEach(1, Long.MAX_VALUE, (sequence, time, buffer, offset, length) -> {
                    if (header.wrap(buffer, offset).templateId() == PriceTickDecoder.TEMPLATE_ID) {
                        tick.wrapAndApplyHeader(buffer, offset, header);
                        ticks.add(tick.feedSequence() + " " + tick.sourceTimeNs() / 1_000_000_000L + " " + tick.last()
                                + " " + tick.lastQuantity());
                    }
                });
        return ticks;
    }

    private static void checkProtectedOrClosed(StrategyRow strategy, long[] position, String context) {
        assertEquals(position[0], strategy.quantity(), () -> context + ": entered, " + strategy);
        assertEquals(position[0] - position[1], strategy.openQuantity(), () -> context + ": held, " + strategy);
        boolean isClosed = strategy.state() == StrategyState.CLOSED && strategy.openQuantity() == 0;
        boolean isProtected = strategy.hasLiveExit() || strategy.stopLevel() > 0 && !strategy.isStopFired();
        assertTrue(isClosed || strategy.openQuantity() > 0 && isProtected, () -> context + ": " + strategy);
    }
}
