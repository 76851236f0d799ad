package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.contact.ContactBook;
import io.ringfence.transport.delivery.contact.ContactsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * One host on one directory that events go through while it trades, killed so many times, each time at a moment that is drawn, and
 * looked at. At the end it is left alone with clients that acknowledge everything, until nothing is on its way any more.
 */
final class EventCampaign implements AutoCloseable {
    /** Events that a life accepts at least and at most before what the kill is aimed at is waited for ... */
    private static final int LEAST_EVENTS = 10;

    private static final int MOST_EVENTS = 70;
    /** ... and the time that goes on from there, at most. */
    private static final int LIFE_MS = 400;
    /** Of each feed, for a life. */
    private static final int LIFE_ROWS = 3_000;
    /** A start takes so long before it has been seen to. */
    private static final long FIRST_START_MS = 2_500;

    private static final int RECOVERY_MS = 150;
    private static final int START_MS = 300;
    private static final int PATIENCE_MS = 3_000;
    private static final int REST_ROWS = 25_000;
    private static final long REST_TIMEOUT_MS = 120_000;
    /** From one look at whether all is at rest to the next: each reads the whole journal. */
    private static final long LOOK_MS = 300;

    /** At what a kill is aimed. */
    enum Aim {
        /** While it reads the journal. */
        RECOVERY,
        /** From there until it plays. */
        START,
        /** At any time of its life. */
        LIFE,
        /** At once when a sender was told that an event is accepted. */
        ACCEPTED,
        /** At once when an acknowledgement was sent. */
        ACKNOWLEDGED,
        /** At once when a channel was asked. */
        ATTEMPT
    }

    /** So little patience that much has come to its end when the next kill comes, and much has not. */
    private static final List<String> EVENTS = List.of(
            "events { max-pending-acks = 6, max-offers = 2, max-attempts = 2, ack-timeout = 150 ms, attempt-timeout = 1500 ms,"
                    + " retry-delay = 30 ms, retry-max-delay = 120 ms, groups = [{ name = desk, members = [alice, bob] }] }",
            "edge { heartbeat = 50 ms, connects-per-second = 1000, connect-burst = 1000, messages-per-second = 1000,"
                    + " message-burst = 1000, reconnect-after = 0 s, reconnect-spread = 0 s, shutdown-timeout = 1 s }");

    private final Path directory;
    private final Random random;
    private final List<Aim> aims;
    private final Passes passes;
    private final ScriptedChannels channels;
    private final EventTraffic traffic;
    private final Plan plan;
    private final Map<Aim, Integer> hits = new EnumMap<>(Aim.class);
    private EventHistory history;
    private Set<Addressed> deadAtLastLook = Set.of();
    private long lastLookMs;
    private int starts;
    private long startMs = FIRST_START_MS;

    /** A campaign whose kills are aimed in turn, of a host with these settings and those that events take. */
    EventCampaign(Path directory, Random random, List<String> settings, List<Aim> aims) throws Exception {
        this.directory = directory;
        this.random = random;
        this.aims = aims;
        passes = Passes.ofUsers(directory.resolve("accounts"));
        channels = new ScriptedChannels(new Random(random.nextLong()));
        traffic = new EventTraffic(passes, random);
        List<String> all = new ArrayList<>(settings);
        all.addAll(EVENTS);
        all.add(delivery());
        plan = new Plan(directory, random, all);
    }

    private Path contacts() {
        return directory.resolve("contacts");
    }

    private String delivery() throws IOException {
        Path token = Files.createFile(
                directory.resolve("telegram.token"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, ScriptedChannels.TOKEN);
        return "delivery { allow-loopback = true, contacts { directory = \"" + contacts() + "\", reload = 100 ms },"
                + " breaker { failures = 6, open = 100 ms, max-open = 300 ms },"
                + " queue { max-wait = 300 ms, turned-away = 50 ms, max-flight = 800 ms, per-minute = 60000 },"
                + " http { connect-timeout = 300 ms, timeout = 350 ms, max-retry-after = 150 ms },"
                + " telegram { enabled = true, token-file = \"" + token + "\", api = \"" + channels.base()
                + "\", queue.per-minute = 60000 }, webhook { enabled = true } }";
    }

    /** Writes what the host plays. */
    void prepare(int kills) throws IOException {
        plan.writeFeeds(kills * LIFE_ROWS + REST_ROWS);
    }

    /**
     * Starts, kills and checks.
     *
     * @param isTrading whether the life has strategies of its own to live on
     */
    void killOnce(boolean isTrading) throws Exception {
        Aim aim = aims.get(starts % aims.size());
        long startedMs = System.currentTimeMillis();
        if (isTrading) {
            plan.nextLife(startedMs, startMs + LIFE_ROWS);
        }
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
                traffic.hostIsAt(host.address());
                int enough = traffic.ledger.accepted.get() + LEAST_EVENTS + random.nextInt(MOST_EVENTS - LEAST_EVENTS);
                host.await("it takes events", () -> hasAccepted(enough));
                met = aimAt(aim, host);
                host.kill();
                traffic.hostIsAt(null);
            }
            note(met, host);
        }
        check(EventCheck.AFTER_EACH_KILL);
    }

    /** Waits for what the kill is aimed at; returns what came about. */
    private Aim aimAt(Aim aim, HostProcess host) throws Exception {
        host.live(random.nextInt(LIFE_MS));
        IntSupplier count = switch (aim) {
            case ACCEPTED -> traffic.ledger.accepted::get;
            case ACKNOWLEDGED -> traffic.ledger.acks::get;
            case ATTEMPT -> channels::count;
            default -> () -> 0;
        };
        int before = count.getAsInt();
        return aim != Aim.LIFE && host.spinUntil(() -> count.getAsInt() != before, PATIENCE_MS) ? aim : Aim.LIFE;
    }

    private boolean hasAccepted(int count) {
        traffic.check();
        return traffic.ledger.accepted.get() >= count;
    }

    /** Counts a kill as what it was found to have hit. */
    private void note(Aim met, HostProcess host) {
        Aim hit = !host.hasRecovered() ? Aim.RECOVERY : !host.isListening() ? Aim.START : met;
        hits.merge(hit, 1, Integer::sum);
    }

    /** Lets the host live until nothing is on its way, kills it once more, and has it end in order, having sent nothing. */
    void rest() throws Exception {
        plan.lastLife(System.currentTimeMillis() + startMs);
        Set<Addressed> listed;
        try (HostProcess host = start("pacing=0.5x")) {
            host.await("the edge listens", host::isListening);
            traffic.hostIsAt(host.address());
            traffic.calmDown();
            assertTrue(host.comes(this::isAtRest, REST_TIMEOUT_MS), () -> "it did not come to rest\n" + host.said());
            listed = traffic.clerk.deadLetters(host.address());
            host.kill();
            traffic.hostIsAt(null);
        }
        traffic.end();
        check(EventCheck.AFTER_EACH_KILL);
        check(EventCheck.AT_THE_END);
        assertEquals(history.deadLetters(), listed, "the list of dead letters");
        int asked = channels.count();
        try (HostProcess host = start("pacing=max", "--exit-at-end")) {
            String hash = host.awaitResult("state_hash");
            check(EventCheck.AFTER_EACH_KILL);
            assertEquals(history.logic.stateHash(), hash, "the state in which the host ended");
        }
        check(EventCheck.AT_THE_END);
        assertEquals(asked, channels.count(), "what a host sends that has nothing to send");
        Evidence evidence = Evidence.of(plan, List.of());
        for (Check check : Check.AT_THE_END) {
            check.run(evidence);
        }
    }

    /** Whether there is nothing to come any more, and was not the time before either. */
    private boolean isAtRest() {
        long nowMs = System.currentTimeMillis();
        if (nowMs < plan.lastMs() || nowMs - lastLookMs < LOOK_MS || !traffic.isDone()) {
            return false;
        }
        lastLookMs = nowMs;
        try {
            EventHistory now = EventHistory.of(plan.journal());
            boolean isDone = EventCheck.isAtRest(now, traffic.ledger) && Rest.isReached(plan);
            Set<Addressed> dead = isDone ? now.deadLetters() : null;
            boolean isSame = isDone && dead.equals(deadAtLastLook);
            deadAtLastLook = dead;
            return isSame;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HostProcess start(String pacing, String... more) throws IOException {
        addContacts();
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--config", plan.file().toString(), "--set", pacing, "--set"));
        arguments.add("ring.threading=" + (random.nextBoolean() ? "compact" : "pipelined"));
        passes.settings().forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return HostProcess.start(directory.resolve("start-" + ++starts + ".txt"), arguments);
    }

    /** Some were taken away, as a channel said that they are gone. Account 2 has no chat. */
    private void addContacts() throws IOException {
        ContactsConfig config = new ContactsConfig(contacts(), 100, 8, 1_000, true);
        try (ContactBook book = new ContactBook(config, fault -> {})) {
            book.start();
            long nowMs = System.currentTimeMillis();
            for (int account = 0; account < Told.ACCOUNTS; account++) {
                String hook = channels.hook(account);
                book.add(account, DeliveryChannel.WEBHOOK, hook, ContactBook.newSecret(), nowMs);
                if (account < 2) {
                    book.add(account, DeliveryChannel.TELEGRAM, ScriptedChannels.chat(account), "", nowMs);
                }
            }
        }
    }

    private void check(List<EventCheck> checks) throws Exception {
        traffic.check();
        history = EventHistory.of(plan.journal());
        for (EventCheck check : checks) {
            check.run(history, traffic.ledger, channels);
        }
        Evidence evidence = Evidence.of(plan, List.of());
        for (Check check : Check.OF_ANY_HOST) {
            check.run(evidence);
        }
    }

    /** Kills by what they hit. */
    Map<Aim, Integer> hits() {
        return hits;
    }

    /** What came of it all, of a campaign that has come to rest. */
    EventHistory history() {
        return history;
    }

    Ledger ledger() {
        return traffic.ledger;
    }

    int starts() {
        return starts;
    }

    @Override
    public void close() {
        traffic.close();
        channels.close();
    }
}
