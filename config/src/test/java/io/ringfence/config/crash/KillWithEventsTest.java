package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.crash.EventCampaign.Aim;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.journal.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real host by the wall clock that events with a promise go through, killed with SIGKILL while it reads its journal, starts,
 * accepts events, hands them to channels, and takes acknowledgements. Senders send again what was not answered, sessions
 * come and go and acknowledge some of what they are shown, late, twice or never, and channels fail in every way: each event
 * ends delivered, for which there is evidence, or as a dead letter, once, and informational ones never wait. {@code
 * -Dringfence.test.eventCrashes=N} sets how many kills, {@code -Dringfence.test.seed=N} repeats what was drawn. What a failed
 * run left is kept.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KillWithEventsTest {
    private static final int KILLS = Integer.getInteger("ringfence.test.eventCrashes", 4);
    /** Kills on one directory: more would spend their time on reading a long journal. */
    private static final int KILLS_OF_A_CAMPAIGN = 10;
    /** Lives at the end that bring no strategies, so that positions are closed soon after. */
    private static final int IDLE_LIVES = 3;

    private static final List<String> HOST = List.of(
            "broker { latency = 3 ms, partial-fill-rate = 0.3, reject-rate = 0.05, fee-rate = 0.001,"
                    + " duplicate-rate = 0.05, report-delay = 5 ms, drop-rate = 0.02, lost-order-rate = 0.02 }",
            "ring { slots = 256, max-batch-events = 64, input-max-bytes = 32 KiB }",
            "limits { reconcile-period = 1 s, exit-retry-delay = 20 ms, exit-retry-max-delay = 100 ms }");

    private static final List<Aim> AIMS = List.of(
            Aim.ACCEPTED,
            Aim.ATTEMPT,
            Aim.RECOVERY,
            Aim.ACKNOWLEDGED,
            Aim.START,
            Aim.ATTEMPT,
            Aim.ACCEPTED,
            Aim.RECOVERY,
            Aim.LIFE,
            Aim.ACKNOWLEDGED);

    /** Come about in some lives only. */
    private static final Set<String> RARE = Set.of("acks lost", "dead letters sent again", "outcomes");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Map<Aim, Integer> hits = new EnumMap<>(Aim.class);
    private final Map<String, Integer> counts = new TreeMap<>();

    @Test
    void shouldDeliverEachEventOnceOrKeepItsDeadLetterWhenKilledAtAnyMoment(TestReporter reporter) throws Exception {
        long seed = Long.getLong("ringfence.test.seed", System.nanoTime());
        reporter.publishEntry("seed", String.valueOf(seed));
        Random random = new Random(seed);
        int campaign = 0;
        for (int kills = KILLS; kills > 0; kills -= KILLS_OF_A_CAMPAIGN) {
            run(campaign++, Math.min(kills, KILLS_OF_A_CAMPAIGN), random, seed);
        }
        String summary = KILLS + " " + hits + ", " + counts;
        reporter.publishEntry("kills", summary);
        assertTrue(hits.getOrDefault(Aim.RECOVERY, 0) >= KILLS / 10, summary);
        assertTrue(counts.get("accepted") > 10 * KILLS, summary);
        // What did not come about was not tested.
        counts.forEach((what, count) ->
                assertTrue(count >= (RARE.contains(what) ? KILLS / 10 : KILLS / 2), () -> what + ": " + summary));
    }

    private void run(int number, int kills, Random random, long seed) throws Exception {
        Durability durability = Durability.values()[number % Durability.values().length];
        // In two campaigns of four, so that both kinds meet each durability, segments and snapshots are made all the
        // time.
        boolean isTiny = (number + 1) / 2 % 2 == 1;
        List<String> settings = new ArrayList<>(HOST);
        String files = "segment-bytes = " + (isTiny ? "128 KiB" : "4 MiB") + ", max-group-bytes = 48 KiB";
        settings.add("journal { durability = " + durability.name().toLowerCase(Locale.ROOT) + ", " + files
                + ", block-bytes = 1 MiB, low-disk-bytes = 0 B, reserve-bytes = 0 B }");
        settings.add("event-log { " + files + " }");
        settings.add("snapshots { keep = 3" + (isTiny ? ", interval-events = 500, interval = 200 ms" : "") + " }");
        Path home = Files.createDirectory(directory.resolve("campaign-" + number));
        try (EventCampaign campaign = new EventCampaign(home, random, settings, AIMS)) {
            try {
                campaign.prepare(kills);
                for (int kill = 0; kill < kills; kill++) {
                    campaign.killOnce(kill == 0 || kill < kills - IDLE_LIVES);
                }
                campaign.rest();
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(
                        "seed " + seed + ", campaign " + number + " " + settings.subList(HOST.size(), settings.size())
                                + ", start " + campaign.starts() + ", kept in " + home + ": " + failure.getMessage(),
                        failure);
            }
            campaign.hits().forEach((aim, count) -> hits.merge(aim, count, Integer::sum));
            count(campaign.ledger(), campaign.history());
        }
    }

    private void count(Ledger ledger, EventHistory history) {
        count("accepted", ledger.accepted.get());
        count("found by sending again", ledger.found.get());
        count("sent again though answered", ledger.sentTwice.get());
        count("acks", ledger.acks.get());
        count("acks withheld", ledger.withheldAcks.get());
        count("acks late", ledger.lateAcks.get());
        count("acks lost", ledger.acknowledged.size() - history.acknowledged.size());
        count("shown", ledger.told.size());
        count("dead letters sent again", ledger.resentDeadLetters.get());
        count("dead letters", history.deadLetters().size());
        count("informational dropped", history.dropped.size());
        count("outcomes", history.wantedOutcomes.size());
        count("scheduled or conditional", history.triggeredNs.size());
        count(
                "asked of channels",
                history.requested.values().stream().mapToInt(Integer::intValue).sum());
        for (DeliveryChannel by :
                List.of(DeliveryChannel.ACTIVE_SESSION, DeliveryChannel.TELEGRAM, DeliveryChannel.WEBHOOK)) {
            int delivered = (int) history.delivered.values().stream()
                    .filter(channel -> channel == by)
                    .count();
            count("delivered by " + by, delivered);
        }
    }

    private void count(String what, int count) {
        counts.merge(what, count, Integer::sum);
    }
}
