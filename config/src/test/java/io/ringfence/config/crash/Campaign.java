package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.trade.TradeCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One host on one directory, killed so many times: each time it is started with more to do, killed at a moment that is drawn,
 * and looked at. At the end it is left alone until all has come to rest.
 */
final class Campaign {
    /** How long a life is at most, from when it listens, in milliseconds. */
    private static final int LIFE_MS = 700;
    /** A start takes so long before it has been seen to. */
    private static final long FIRST_START_MS = 2_500;

    /** Longer than it takes to read the journal of a campaign. */
    private static final int RECOVERY_MS = 150;
    /** Longer than it takes from there until the host plays. */
    private static final int START_MS = 300;

    private static final int PATIENCE_MS = 3_000;
    /** Ticks that are left when the kills are over. */
    private static final int REST_ROWS = 25_000;

    private static final long REST_TIMEOUT_MS = 120_000;

    /** At what a kill is aimed. */
    enum Aim {
        /** While it reads the journal. */
        RECOVERY,
        /** From there until it plays. */
        START,
        /** At any time of its life. */
        LIFE,
        /** At once when something has reached the broker. */
        ORDER,
        /** At once when the client has been told something. */
        TOLD,
        /** When a segment has just been made. */
        ROLL,
        /** While a snapshot is written. */
        SNAPSHOT
    }

    private final Plan plan;
    private final Path directory;
    private final Random random;
    private final List<Aim> aims;
    private final List<Map<String, List<String>>> told = new ArrayList<>();
    private final Map<Aim, Integer> hits = new EnumMap<>(Aim.class);
    private TradeCounters counters;
    private int starts;
    private long startMs = FIRST_START_MS;

    /** A campaign whose kills are aimed in turn. */
    Campaign(Path directory, Random random, List<String> settings, List<Aim> aims) {
        this.directory = directory;
        this.random = random;
        this.aims = aims;
        this.plan = new Plan(directory, random, settings);
    }

    /** Writes what the host plays. */
    void prepare(int kills) throws IOException {
        plan.writeFeeds(kills * LIFE_MS + REST_ROWS);
    }

    /** Starts, kills and checks. */
    void killOnce() throws Exception {
        Aim aim = aims.get(starts % aims.size());
        long startedMs = System.currentTimeMillis();
        // One that an earlier life left stays until the next is written.
        Set<String> unfinished = unfinishedSnapshots();
        plan.nextLife(startedMs, startMs + LIFE_MS);
        Aim met = Aim.LIFE;
        try (HostProcess host = start("pacing=1x")) {
            if (aim == Aim.RECOVERY) {
                host.await("the journal is taken", () -> host.hasTaken(plan.journal()));
                host.live(random.nextInt(RECOVERY_MS));
                host.kill();
            } else if (aim == Aim.START) {
                host.await("the journal is read", host::hasRecovered);
                host.live(random.nextInt(START_MS));
                host.kill();
            } else {
                host.await("the edge listens", host::isListening);
                startMs = System.currentTimeMillis() - startedMs;
                Told client = Told.ofStreams(host.address());
                Told prices = Told.ofPrices(host.address());
                host.comes(() -> prices.count() > 1, PATIENCE_MS);
                met = aimAt(aim, host, client, unfinished);
                host.kill();
                client.awaitEnd();
                told.add(client.events());
            }
            note(met, host, unfinished);
        }
        check(Check.AFTER_EACH_KILL);
    }

    /** Waits for what the kill is aimed at; returns what came about. */
    private Aim aimAt(Aim aim, HostProcess host, Told client, Set<String> unfinished) throws Exception {
        host.live(random.nextInt(LIFE_MS));
        boolean isMet = false;
        if (aim == Aim.ORDER) {
            try (FileChannel log = FileChannel.open(plan.brokerLog(), StandardOpenOption.READ)) {
                long before = log.size();
                isMet = host.spinUntil(() -> size(log) != before, PATIENCE_MS);
            }
        } else if (aim == Aim.TOLD) {
            int before = client.count();
            isMet = host.spinUntil(() -> client.count() != before, PATIENCE_MS);
        } else if (aim == Aim.ROLL) {
            long before = segments();
            isMet = host.comes(() -> segments() != before, PATIENCE_MS);
        } else if (aim == Aim.SNAPSHOT) {
            isMet = host.comes(() -> !unfinished.containsAll(unfinishedSnapshots()), PATIENCE_MS);
        }
        return isMet ? aim : Aim.LIFE;
    }

    /** Counts a kill as what it was found to have hit. */
    private void note(Aim met, HostProcess host, Set<String> unfinishedBefore) {
        Aim hit = met;
        if (!host.hasRecovered()) {
            hit = Aim.RECOVERY;
        } else if (!host.isListening()) {
            hit = Aim.START;
        } else if (met == Aim.SNAPSHOT && unfinishedBefore.containsAll(unfinishedSnapshots())) {
            hit = Aim.LIFE;
        }
        hits.merge(hit, 1, Integer::sum);
    }

    /** Lets the host live until all has come to rest, kills it once more, and has it end in order. */
    void rest() throws Exception {
        plan.lastLife(System.currentTimeMillis() + startMs);
        // Slowly, because what is filled in part needs ticks to the end.
        try (HostProcess host = start("pacing=0.5x")) {
            host.await("the edge listens", host::isListening);
            Told client = Told.ofStreams(host.address());
            assertTrue(host.comes(this::isAtRest, REST_TIMEOUT_MS), () -> "it did not come to rest\n" + host.said());
            host.kill();
            client.awaitEnd();
            told.add(client.events());
        }
        check(Check.AFTER_EACH_KILL);
        try (HostProcess host = start("pacing=max", "--exit-at-end")) {
            String hash = host.awaitResult("state_hash");
            Evidence evidence = check(Check.AFTER_EACH_KILL);
            assertEquals(evidence.rerun().logic.stateHash(), hash, "the state in which the host ended");
        }
        counters = check(Check.AT_THE_END).rerun().logic.trade().counters();
    }

    private boolean isAtRest() {
        if (System.currentTimeMillis() < plan.lastMs()) {
            return false;
        }
        try {
            return Rest.isReached(plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HostProcess start(String pacing, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--config", plan.file().toString(), "--set", pacing, "--set"));
        arguments.add("ring.threading=" + (random.nextBoolean() ? "compact" : "pipelined"));
        return HostProcess.start(directory.resolve("start-" + ++starts + ".txt"), arguments);
    }

    private Evidence check(List<Check> checks) throws Exception {
        Evidence evidence = Evidence.of(plan, told);
        for (Check check : checks) {
            check.run(evidence);
        }
        return evidence;
    }

    private static long size(FileChannel file) {
        try {
            return file.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long segments() {
        return names(plan.journal(), "segment-").size();
    }

    private Set<String> unfinishedSnapshots() {
        return names(plan.journal().resolve("snapshots"), "unfinished-");
    }

    /** Names in a directory that begin so; none where it is not there. */
    private static Set<String> names(Path directory, String prefix) {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills by what they hit. */
    Map<Aim, Integer> hits() {
        return hits;
    }

    /** What came of it all, of a campaign that has come to rest. */
    TradeCounters counters() {
        return counters;
    }

    List<Map<String, List<String>>> told() {
        return told;
    }

    int starts() {
        return starts;
    }
}
