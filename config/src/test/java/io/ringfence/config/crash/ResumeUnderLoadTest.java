package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that go and come back, or stop to read, on a real host under load that is killed and ended and started again: what
 * each was told of its streams is what the journal gives, to the byte, in order, none twice, none missing, and nobody else's.
 * {@code -Dringfence.test.resumes=N} sets how many lives the host has, {@code -Dringfence.test.seed=N} repeats what was
 * drawn. What a failed run left is kept.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class ResumeUnderLoadTest {
    private static final int LIVES = Integer.getInteger("ringfence.test.resumes", 5);
    /** Each campaign has a directory of its own, and another way to let clients in. */
    private static final int LIVES_OF_A_CAMPAIGN = 8;

    private static final int LEAST_LIFE_MS = 600;
    private static final int LIFE_MS = 1_200;
    private static final long START_MS = 2_500;
    private static final int REST_ROWS = 25_000;
    private static final long REST_TIMEOUT_MS = 180_000;
    private static final long CATCH_UP_TIMEOUT_MS = 120_000;
    /** As much as other hosts that are killed have to do, so many times. */
    private static final int LOAD = 4;

    private static final int HISTORY_EVENTS = 24;

    /** A broker that answers late and in parts, and a journal of many segments and snapshots. */
    private static final List<String> HOST = List.of(
            "broker { latency = 3 ms, partial-fill-rate = 0.4, reject-rate = 0.05, fee-rate = 0.001,"
                    + " duplicate-rate = 0.05, report-delay = 5 ms, drop-rate = 0.02, lost-order-rate = 0.02 }",
            "ring { slots = 256, max-batch-events = 64, input-max-bytes = 23 KiB }",
            "limits { reconcile-period = 1 s, exit-retry-delay = 20 ms, exit-retry-max-delay = 100 ms }",
            "journal { segment-bytes = 256 KiB, max-group-bytes = 32 KiB, block-bytes = 1 MiB, low-disk-bytes = 0 B,"
                    + " reserve-bytes = 0 B }",
            "event-log { segment-bytes = 64 KiB, max-group-bytes = 32 KiB }",
            "snapshots { keep = 3, interval-events = 1000, interval = 300 ms }",
            // So little of everything that who does not read is soon closed, and who stays away soon lost.
            "edge { history-events = " + HISTORY_EVENTS + ", heartbeat = 50 ms, max-pending-event-bytes = 2 KiB,"
                    + " write-buffer-high-water-bytes = 2 KiB, write-buffer-low-water-bytes = 1 KiB,"
                    + " send-buffer-bytes = 4 KiB, connects-per-second = 1000, connect-burst = 1000,"
                    + " reconnect-after = 0 s, reconnect-spread = 0 s, shutdown-timeout = 1 s }");

    /** What did not come about was not tested. */
    private static final List<String> EACH = List.of(
            "events",
            "resumed events",
            "not resumed",
            "closed with 3000",
            "broken",
            "left",
            "left within a frame",
            "refused what is another's");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Map<String, Integer> counts = new TreeMap<>();
    private Path home;
    private Passes passes;
    private int starts;

    @Test
    void shouldTellEachClientAllThatItMayHearWhenHostsAndConnectionsComeAndGo(TestReporter reporter) throws Exception {
        long seed = Long.getLong("ringfence.test.seed", System.nanoTime());
        reporter.publishEntry("seed", String.valueOf(seed));
        Random random = new Random(seed);
        int campaign = 0;
        for (int lives = LIVES; lives > 0; lives -= LIVES_OF_A_CAMPAIGN) {
            home = Files.createDirectory(directory.resolve("campaign-" + campaign));
            passes = campaign % 2 == 0 ? Passes.ofUsers(home.resolve("accounts")) : Passes.none();
            try {
                run(Math.min(lives, LIVES_OF_A_CAMPAIGN), random);
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(
                        "seed " + seed + ", start " + starts + ", kept in " + home + ": " + failure.getMessage(),
                        failure);
            }
            campaign++;
        }
        reporter.publishEntry("clients", LIVES + " lives: " + counts);
        for (String what : EACH) {
            assertTrue(counts.getOrDefault(what, 0) > 0, () -> what + ": " + counts);
        }
        assertTrue(counts.get("resumed") > 10 * LIVES, counts::toString);
    }

    private void run(int lives, Random random) throws Exception {
        Plan plan = new Plan(home, random, HOST);
        plan.writeFeeds(lives * (LEAST_LIFE_MS + LIFE_MS) + REST_ROWS);
        try (Visitors visitors = new Visitors(HISTORY_EVENTS, passes, random)) {
            for (int life = 0; life < lives; life++) {
                live(plan, random, visitors, life);
            }
            rest(plan, visitors);
            catchUp(plan, visitors);
            visitors.counts().forEach((what, count) -> counts.merge(what, count, Integer::sum));
        }
    }

    /** One life of the host under load; each third ends in order, the others by a kill. */
    private void live(Plan plan, Random random, Visitors visitors, int life) throws Exception {
        long nowMs = System.currentTimeMillis();
        for (int i = 0; i < LOAD; i++) {
            plan.nextLife(nowMs, START_MS + LIFE_MS);
        }
        // A hand-off that is often full loses events on purpose, and closes those who would have got them.
        int handOff = random.nextInt(3) == 0 ? 4 : 16_384;
        try (HostProcess host = start(plan, "pacing=1x", "edge.hand-off-messages=" + handOff)) {
            host.await("the edge listens", host::isListening);
            visitors.hostIsAt(host.address());
            host.await("all clients have come once", visitors::haveBegun);
            host.live(LEAST_LIFE_MS + random.nextInt(LIFE_MS));
            if (life % 3 == 2) {
                host.end();
            } else {
                host.kill();
            }
            visitors.hostIsAt(null);
        }
        visitors.check();
    }

    /** Lets the host live until all has come to rest. */
    private void rest(Plan plan, Visitors visitors) throws Exception {
        plan.lastLife(System.currentTimeMillis() + START_MS);
        // Slowly, because what is filled in part needs ticks to the end.
        try (HostProcess host = start(plan, "pacing=0.5x")) {
            host.await("the edge listens", host::isListening);
            visitors.hostIsAt(host.address());
            assertTrue(
                    host.comes(() -> isAtRest(plan, visitors), REST_TIMEOUT_MS),
                    () -> "it did not come to rest\n" + host.said());
            host.kill();
            visitors.hostIsAt(null);
        }
    }

    private static boolean isAtRest(Plan plan, Visitors visitors) {
        visitors.check();
        try {
            return System.currentTimeMillis() > plan.lastMs() && Rest.isReached(plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A last start, on which every client gets what it has missed. */
    private void catchUp(Plan plan, Visitors visitors) throws Exception {
        Map<String, List<String>> before = Rerun.of(plan.journal()).events;
        visitors.calmDown();
        try (HostProcess host = start(plan, "pacing=max")) {
            host.await("the edge listens", host::isListening);
            visitors.hostIsAt(host.address());
            assertTrue(
                    host.comes(() -> visitors.haveAll(before), CATCH_UP_TIMEOUT_MS),
                    () -> "they did not catch up: " + visitors.behind(before) + "\n" + host.said());
            visitors.end();
            host.end();
        }
        visitors.check(Rerun.of(plan.journal()).events);
    }

    private HostProcess start(Plan plan, String... settings) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--config", plan.file().toString()));
        Stream.concat(passes.settings().stream(), Stream.of(settings))
                .forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return HostProcess.start(home.resolve("start-" + ++starts + ".txt"), arguments);
    }
}
