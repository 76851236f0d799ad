package io.ringfence.transport.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.delivery.DeliveryRow;
import io.ringfence.core.delivery.EventRow;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.testkit.EventBuilder;
import io.ringfence.core.testkit.TestEvent;
import io.ringfence.transport.edge.EdgeConfig;
import io.ringfence.transport.edge.EdgeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What was kept up event by event is what a core's rows say, after every event of any history of events with a promise. */
final class EventsViewPropertyTest {
    private static final int STEPS = 120;
    private static final int ACCOUNTS = 3;
    private static final List<String> NAMES = List.of("host", "ann", "bob", "desk", "nobody");
    private static final List<UserEventType> OUTCOMES =
            List.of(UserEventType.ALERT_TRIGGERED, UserEventType.ORDER_FILLED, UserEventType.POSITION_UPDATED);

    /** One history. */
    private static final class Session {
        final CoreLogic core = new CoreLogic();
        final EdgeServer edge = new EdgeServer(EdgeConfig.defaults());
        final EventsView kept = view();
        private final Random random;
        private final EventSlot slot = new EventSlot(RingConfig.defaults());
        private final List<String> keys = new ArrayList<>();
        private long sequence;
        private long timeNs = 1;
        private long newestSession;

        Session(long seed) {
            random = new Random(seed);
            kept.standsAs(core, 0);
            apply(node());
            apply(new TestEvent.Define(0, "SOL"));
            apply(new TestEvent.Register(1, "ann", 0));
            apply(new TestEvent.Register(2, "bob", 0));
            apply(new TestEvent.Group("desk", "ann", "bob", "nobody"));
        }

        EventsView view() {
            return new EventsView(core, new Object(), edge.eventText(), new EventsView.Kept(1_000, 1 << 24, 1_000));
        }

        private static TestEvent node() {
            return TestEvent.Node.defaults()
                    .with(TestEvent.Node.Bound.MAX_EVENTS, 12)
                    .with(TestEvent.Node.Bound.MAX_DELIVERIES, 16)
                    .with(TestEvent.Node.Bound.MAX_PENDING_ACKS, 3);
        }

        void apply(TestEvent event) {
            slot.claim(++sequence, timeNs);
            event.encode(slot.in());
            core.apply(slot);
            kept.onEvent(slot, timeNs);
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private String key() {
            return keys.isEmpty() || random.nextInt(8) == 0 ? "unknown" : any(keys);
        }

        void step() {
            timeNs += random.nextInt(60);
            int account = random.nextInt(ACCOUNTS);
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> submit(account);
                case 3 -> apply(new TestEvent.Acknowledge(key(), account));
                case 4 -> apply(new TestEvent.OpenSession(account, ++newestSession));
                case 5 -> apply(new TestEvent.CloseSession(account, 1 + random.nextInt((int) newestSession + 1)));
                case 6, 7 -> attempted();
                case 8 -> apply(new TestEvent.Cancel(key(), account, ""));
                case 9 -> apply(new TestEvent.Resend(key(), account, random.nextInt(ACCOUNTS), ""));
                case 10 -> own(account);
                default -> apply(random.nextInt(5) == 0 ? node() : new TestEvent.Time());
            }
        }

        private void submit(int account) {
            String key = random.nextInt(8) == 0 ? key() : "k" + sequence;
            keys.add(key);
            EventBuilder event = new EventBuilder(key)
                    .by(account)
                    .to(any(NAMES))
                    .urgency(1 + random.nextInt(10))
                    .priority(any(List.of(
                            DeliveryPriority.INFORMATIONAL, DeliveryPriority.NORMAL, DeliveryPriority.CRITICAL)))
                    .tags("a", "b")
                    .title("t");
            if (random.nextInt(3) == 0) {
                event.channels(DeliveryChannel.EMAIL);
            }
            if (random.nextInt(4) == 0) {
                event.at(timeNs + random.nextInt(200) - 20).late(any(List.of(LateStart.FIRE, LateStart.SKIP)));
            }
            if (random.nextInt(4) == 0) {
                event.expires(timeNs + random.nextInt(500));
            }
            apply(new TestEvent.Submit(event.build(), random.nextBoolean() ? "" : "c" + random.nextInt(20)));
        }

        private void attempted() {
            List<DeliveryRow> attempting = new ArrayList<>();
            for (EventRow row : core.trade().eventRows()) {
                row.deliveries().stream()
                        .filter(delivery -> delivery.state() == DeliveryState.ATTEMPTING)
                        .forEach(attempting::add);
            }
            if (!attempting.isEmpty()) {
                DeliveryRow row = any(attempting);
                apply(new TestEvent.Attempted(
                        row.eventId(),
                        row.accountId(),
                        row.attempts(),
                        row.channel(),
                        any(List.of(AttemptOutcome.DELIVERED, AttemptOutcome.LATER, AttemptOutcome.FAILED)),
                        random.nextInt(50)));
            }
        }

        /** What the core sends by itself: the kill switch is an alert of its account, or of all. */
        private void own(int account) {
            if (random.nextBoolean()) {
                DeliveryPriority priority = any(List.of(DeliveryPriority.INFORMATIONAL, DeliveryPriority.NORMAL));
                DeliveryChannel[] channels = random.nextInt(4) == 0
                        ? new DeliveryChannel[0]
                        : new DeliveryChannel[] {DeliveryChannel.ACTIVE_SESSION};
                apply(new TestEvent.Policy(account, any(OUTCOMES), priority, channels));
            } else {
                KillLevel level = any(List.of(KillLevel.NONE, KillLevel.NO_ENTRIES));
                apply(new TestEvent.Kill(random.nextInt(3) == 0 ? TestEvent.Kill.ALL : account, level, ""));
                for (EventRow row : core.trade().eventRows()) {
                    if (!keys.contains(row.key())) {
                        keys.add(row.key());
                    }
                }
            }
        }
    }

    @Property(tries = 150)
    void shouldShowWhatTheCoreKeepsAfterEveryEvent(@ForAll long seed) {
        Session session = new Session(seed);
        for (int step = 0; step < STEPS; step++) {
            session.step();
            EventsView primed = session.view();
            primed.standsAs(session.core, session.timeNs);
            int at = step;
            assertEquals(shown(primed, session), shown(session.kept, session), () -> "seed " + seed + ", step " + at);
            EventCounts counts = session.kept.counts();
            assertEquals(primed.counts().pendingCount(), counts.pendingCount(), () -> "seed " + seed);
            assertEquals(primed.counts().deadLetterCount(), counts.deadLetterCount(), () -> "seed " + seed);
        }
    }

    /** Every event that the core keeps, its policies and dead letters, without how it came to that. */
    private static TreeMap<String, String> shown(EventsView view, Session session) {
        TreeMap<String, String> shown = new TreeMap<>();
        for (EventRow row : session.core.trade().eventRows()) {
            String event = view.event(0, row.key());
            assertTrue(event != null, () -> row + " is not shown");
            shown.put(row.key(), settled(event));
        }
        for (int account = 0; account < ACCOUNTS; account++) {
            shown.put("policies " + account, view.policies(account).replaceAll("\"timestamp\".*", ""));
            shown.put(
                    "dead " + account,
                    view.deadLetters(account, null, 200)
                            .replaceAll("\"(reason|detail|died_at|timestamp|attempts)\":[^,}]*", ""));
        }
        return shown;
    }

    /** Of what is over, and not a dead letter, the core keeps nothing. */
    private static String settled(String event) {
        return event.replaceAll("\"history\":\\[[^]]*]", "")
                .replaceAll("\"(reason|detail|timestamp|next_at|delivery_count)\":[^,}]*", "")
                .replaceAll(",?\\{\"account\":\\d+,\"state\":\"(delivered|dropped|canceled)\"[^{}]*}", "")
                .replace("\"deliveries\":[,", "\"deliveries\":[");
    }

    @Property(tries = 50)
    void shouldKeepNoMoreThanItsBoundsAllow(@ForAll long seed) {
        Session session = new Session(seed);
        EventsView small = new EventsView(
                session.core, new Object(), session.edge.eventText(), new EventsView.Kept(3, 1 << 20, 2));
        small.standsAs(session.core, 0);
        for (int step = 0; step < STEPS; step++) {
            session.step();
            small.onEvent(session.slot, session.timeNs);
        }
        long kept = session.core.trade().eventRows().size();
        String all = small.events(0, EventFilter.ALL, 0, 200);
        int shown = all.split("\"event_id\"", -1).length - 1;
        assertTrue(shown <= kept + 3, () -> shown + " are shown, " + kept + " are kept, seed " + seed);
        assertTrue(shown >= kept, () -> shown + " are shown, " + kept + " are kept, seed " + seed);
    }

    /** Pages put together are the whole list, whatever their size. */
    @Property(tries = 50)
    void shouldShowTheSameListInPages(@ForAll long seed) {
        Session session = new Session(seed);
        for (int step = 0; step < STEPS; step++) {
            session.step();
        }
        for (int account = 0; account < ACCOUNTS; account++) {
            List<String> whole = ids(session.kept.events(account, EventFilter.ALL, 0, 200));
            List<String> paged = new ArrayList<>();
            String next = "0";
            do {
                String page = session.kept.events(account, EventFilter.ALL, Long.parseLong(next), 3);
                paged.addAll(ids(page));
                next = page.contains("\"next\":\"") ? page.replaceAll(".*\"next\":\"(\\d+)\".*", "$1") : "";
            } while (!next.isEmpty());
            assertEquals(whole, paged, () -> "seed " + seed);
            List<String> dead = ids(session.kept.deadLetters(account, null, 200));
            List<String> deadPaged = new ArrayList<>();
            EventsView.DeadLetterId after = null;
            boolean isMore;
            do {
                String page = session.kept.deadLetters(account, after, 1);
                deadPaged.addAll(ids(page));
                isMore = page.contains("\"next\":\"");
                if (isMore) {
                    String[] parts =
                            page.replaceAll(".*\"next\":\"([\\d.]+)\".*", "$1").split("[.]");
                    after = new EventsView.DeadLetterId(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
                }
            } while (isMore);
            assertEquals(dead, deadPaged, () -> "seed " + seed);
        }
    }

    private static List<String> ids(String fields) {
        return java.util.regex.Pattern.compile("\"event_id\":\"([^\"]+)\"")
                .matcher(fields)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
