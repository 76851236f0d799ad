package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.crash.Campaign.Aim;
import io.ringfence.journal.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real host under load, by the wall clock, killed with SIGKILL while it reads its journal, starts, trades, rolls segments;
 * with a client that keeps what it was told and a broker that keeps what it was sent. {@code -Dringfence.test.crashes=N} sets
 * how many kills, {@code -Dringfence.test.seed=N} repeats what was drawn. What a failed run left is kept.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KillUnderLoadTest {
    private static final int KILLS = Integer.getInteger("ringfence.test.crashes", 25);
    /** Kills on one directory: more would spend their time on reading a long journal. */
    private static final int KILLS_OF_A_CAMPAIGN = 13;

    /** A broker that answers late, in parts, twice or not at all, and a ring that is often full. */
    private static final List<String> HOST = List.of(
            "broker { latency = 3 ms, partial-fill-rate = 0.3, reject-rate = 0.05, fee-rate = 0.001,"
                    + " duplicate-rate = 0.05, report-delay = 5 ms, drop-rate = 0.02, lost-order-rate = 0.02 }",
            "ring { slots = 256, max-batch-events = 64, input-max-bytes = 23 KiB }",
            "limits { reconcile-period = 1 s, exit-retry-delay = 20 ms, exit-retry-max-delay = 100 ms }");

    private static final List<Aim> AIMS =
            List.of(Aim.LIFE, Aim.ORDER, Aim.RECOVERY, Aim.TOLD, Aim.START, Aim.ORDER, Aim.RECOVERY, Aim.TOLD);
    private static final List<Aim> AIMS_AT_FILES =
            List.of(Aim.ROLL, Aim.SNAPSHOT, Aim.RECOVERY, Aim.ORDER, Aim.ROLL, Aim.SNAPSHOT, Aim.TOLD, Aim.LIFE);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Map<Aim, Integer> hits = new EnumMap<>(Aim.class);
    private int toldEvents;
    private int toldAnswers;
    private long fills;
    private long stopsFired;

    @Test
    void shouldLoseAndRepeatNothingWhenKilledAtAnyMoment(TestReporter reporter) throws Exception {
        long seed = Long.getLong("ringfence.test.seed", System.nanoTime());
        Random random = new Random(seed);
        int campaign = 0;
        for (int kills = KILLS; kills > 0; kills -= KILLS_OF_A_CAMPAIGN) {
            run(campaign++, Math.min(kills, KILLS_OF_A_CAMPAIGN), random, seed);
        }
        String summary = KILLS + " " + hits + ", told " + toldEvents + " events, " + toldAnswers + " of them answers; "
                + fills + " fills, " + stopsFired + " stops fired";
        reporter.publishEntry("kills", summary);
        // A host that was killed idle proves nothing, nor does one that was never killed while it came back.
        assertTrue(hits.getOrDefault(Aim.RECOVERY, 0) >= KILLS / 10, summary);
        assertTrue(hits.getOrDefault(Aim.ROLL, 0) >= KILLS / 20, summary);
        assertTrue(hits.getOrDefault(Aim.SNAPSHOT, 0) >= KILLS / 20, summary);
        assertTrue(toldEvents > 10 * KILLS && toldAnswers >= KILLS / 2, summary);
        assertTrue(fills > 2 * KILLS && stopsFired >= KILLS / 5, summary);
    }

    private void run(int number, int kills, Random random, long seed) throws Exception {
        Durability durability = Durability.values()[number % Durability.values().length];
        // In two campaigns of four, so that both kinds meet each durability, segments and snapshots are made all the
        // time.
        boolean isTiny = (number + 1) / 2 % 2 == 1;
        List<String> settings = new ArrayList<>(HOST);
        String files = "segment-bytes = " + (isTiny ? "32 KiB" : "4 MiB") + ", max-group-bytes = 32 KiB";
        settings.add("journal { durability = " + durability.name().toLowerCase(Locale.ROOT) + ", " + files
                + ", block-bytes = 1 MiB, low-disk-bytes = 0 B, reserve-bytes = 0 B }");
        settings.add("event-log { " + files + " }");
        settings.add("snapshots { keep = 3" + (isTiny ? ", interval-events = 300, interval = 100 ms" : "") + " }");
        Path home = Files.createDirectory(directory.resolve("campaign-" + number));
        Campaign campaign = new Campaign(home, random, settings, isTiny ? AIMS_AT_FILES : AIMS);
        try {
            campaign.prepare(kills);
            for (int kill = 0; kill < kills; kill++) {
                campaign.killOnce();
            }
            campaign.rest();
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(
                    "seed " + seed + ", campaign " + number + " " + settings.subList(HOST.size(), settings.size())
                            + ", start " + campaign.starts() + ", kept in " + home + ": " + failure.getMessage(),
                    failure);
        }
        campaign.hits().forEach((aim, count) -> hits.merge(aim, count, Integer::sum));
        fills += campaign.counters().fills();
        stopsFired += campaign.counters().stopsFired();
        for (Map<String, List<String>> life : campaign.told()) {
            for (List<String> stream : life.values()) {
                toldEvents += stream.size();
                toldAnswers += (int) stream.stream()
                        .filter(event -> event.startsWith("{\"type\":\"command_answered\""))
                        .count();
            }
        }
    }
}
