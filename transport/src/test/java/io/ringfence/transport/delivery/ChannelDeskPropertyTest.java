package io.ringfence.transport.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryPriority;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds whatever comes: every request is answered once, unless it was taken back, and no bound is passed. */
class ChannelDeskPropertyTest {
    private static final long MS = 1_000_000L;
    private static final int MAX_IN_FLIGHT = 3;
    private static final int BURST = 4;
    /** 600 a minute. */
    private static final long INTERVAL_NS = 100 * MS;

    private static final int MAX_HELD = 6;
    private static final int MAX_WAITING = 5;

    private final List<Long> sendTimes = new ArrayList<>();

    @Property(tries = 1_000)
    void shouldAnswerEachOnceAndKeepItsBoundsWhateverComes(
            @ForAll @Size(max = 150) List<@IntRange(max = 99_999) Integer> steps) {
        DeskFixture fixture = new DeskFixture(
                new ChannelConfig(MAX_WAITING, 65_536, 800, 50, MAX_IN_FLIGHT, 400, 600, BURST, DeskFixture.BREAKER),
                MAX_HELD);
        Set<Long> owed = new HashSet<>();
        long dropped = 0;
        long nextId = 0;
        sendTimes.clear();
        for (int step : steps) {
            int figure = step / 10;
            switch (step % 10) {
                case 0, 1, 2, 3 -> {
                    owed.add(nextId);
                    DeliveryPriority priority = figure % 4 == 0 ? DeliveryPriority.CRITICAL : DeliveryPriority.NORMAL;
                    fixture.desk.offer(Requests.of(nextId++, 1, priority, 1 + figure % 10, 10));
                }
                case 4 -> {
                    long eventId = nextId == 0 ? 0 : figure % nextId;
                    long before = withdrawn(fixture);
                    fixture.desk.withdraw(eventId, 7);
                    if (withdrawn(fixture) > before) {
                        assertTrue(owed.remove(eventId), "taken back although it was answered");
                    }
                }
                case 5, 6 -> land(fixture, figure);
                case 7 -> fixture.nowNs += figure % 1_000 * MS;
                case 8 -> settle(fixture, owed);
                default -> fixture.nowNs += figure % 10 * MS;
            }
            work(fixture);
            assertTrue(fixture.desk.inFlightCount() <= MAX_IN_FLIGHT);
            assertTrue(fixture.desk.waitingCount() <= MAX_WAITING);
            assertTrue(fixture.answers.takenCount() <= MAX_HELD);
        }
        // Whoever never comes back is given up on, and who waits is turned away.
        for (int i = 0; i < 40; i++) {
            settle(fixture, owed);
            fixture.nowNs += 400 * MS;
            work(fixture);
        }
        settle(fixture, owed);
        dropped = fixture.counters.answersDropped();
        assertEquals(dropped, owed.size(), "owed " + owed);
        assertEquals(0, fixture.desk.inFlightCount());
        assertEquals(0, fixture.desk.waitingCount());
        assertEquals(0, fixture.answers.takenCount());
        assertEquals(new HashSet<>(fixture.courier.sent).size(), fixture.courier.sent.size(), "sent twice");
        assertRate();
    }

    private static long withdrawn(DeskFixture fixture) {
        return fixture.counters.count(fixture.courier.channel(), DeliveryStatus.WITHDRAWN);
    }

    private static void settle(DeskFixture fixture, Set<Long> owed) {
        for (DeliveryAnswer answer : fixture.answered()) {
            assertTrue(owed.remove(answer.eventId()), "answered twice, or not asked: " + answer);
        }
    }

    private void work(DeskFixture fixture) {
        int before = fixture.courier.sent.size();
        fixture.work();
        for (int i = before; i < fixture.courier.sent.size(); i++) {
            sendTimes.add(fixture.nowNs);
        }
    }

    private static void land(DeskFixture fixture, int figure) {
        List<CompletableFuture<Attempt>> out = fixture.courier.out.stream()
                .filter(attempt -> !attempt.isDone())
                .toList();
        if (out.isEmpty()) {
            return;
        }
        Attempt attempt = switch (figure % 5) {
            case 0 -> Attempt.delivered("taken");
            case 1 -> Attempt.failed("gone");
            case 2 -> Attempt.holdAll(figure % 600 * MS, "429");
            default -> Attempt.later(figure % 600 * MS, "502");
        };
        out.get(figure % out.size()).complete(attempt);
    }

    /** In no time more than the burst and what has come since. */
    private void assertRate() {
        for (int from = 0; from < sendTimes.size(); from++) {
            for (int to = from; to < sendTimes.size(); to++) {
                long allowed = BURST + (sendTimes.get(to) - sendTimes.get(from)) / INTERVAL_NS;
                assertTrue(to - from + 1 <= allowed, "more than its rate from " + from + " to " + to);
            }
        }
    }
}
