package io.ringfence.config.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.schedule.TradingCalendar;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.SchedulerResyncRequiredEncoder;
import io.ringfence.core.event.StrategyScheduledDecoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions for the next times of a strategy, and the inputs that answer them. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchedulerStageTest {
    private static final TradingCalendar NEW_YORK = new TradingCalendar(
            "XNYS",
            1,
            ZoneId.of("America/New_York"),
            LocalTime.of(9, 30),
            LocalTime.of(16, 0),
            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            Set.of(LocalDate.of(2026, 11, 26)),
            Map.of(),
            Duration.ofMinutes(5));

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final Ring ring = new Ring();

    private InputPump pump(int maxHeld) {
        InputPump pump = new InputPump(maxHeld);
        pump.connect(new InputAppender(ring));
        return pump;
    }

    private SchedulerStage stage(InputPump pump) {
        return new SchedulerStage(List.of(NEW_YORK), pump, notices::add, () -> {});
    }

    /** An event that put out one question. */
    private static EventSlot asking(long resyncId, String after, int calendarId, LateStart lateStart, LocalTime entry) {
        EventSlot slot = new EventSlot(RingConfig.defaults());
        slot.claim(resyncId, 0);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + SchedulerResyncRequiredEncoder.BLOCK_LENGTH;
        new SchedulerResyncRequiredEncoder()
                .wrapAndApplyHeader(slot.out().claim(length), slot.out().claimedOffset(), new MessageHeaderEncoder())
                .strategyId(4)
                .resyncId(resyncId)
                .afterNs(Instant.parse(after).getEpochSecond() * 1_000_000_000L)
                .entryTimeOfDay(entry.toNanoOfDay())
                .exitTimeOfDay(LocalTime.of(15, 55).toNanoOfDay())
                .calendarId(calendarId)
                .lateStart(lateStart);
        slot.out().commit(length, 0, 0);
        return slot;
    }

    @ParameterizedTest
    @CsvSource({
        // Wednesday before the entry, between entry and exit, after the exit: Thursday is a holiday.
        "2026-11-25T14:00:00Z, FIRE, 2026-11-25T14:31:00Z, 2026-11-25T20:55:00Z",
        "2026-11-25T14:31:00Z, FIRE, 2026-11-25T14:31:00Z, 2026-11-25T20:55:00Z",
        "2026-11-25T14:31:00Z, SKIP, 2026-11-27T14:31:00Z, 2026-11-27T20:55:00Z",
        "2026-11-25T20:55:00Z, FIRE, 2026-11-27T14:31:00Z, 2026-11-27T20:55:00Z",
    })
    void shouldAnswerWithTheNextTimesWhenItIsAsked(String after, LateStart lateStart, String entry, String exit) {
        InputPump pump = pump(16);
        stage(pump).onEvent(asking(77, after, 1, lateStart, LocalTime.of(9, 31)), true);
        assertEquals(1, pump.pendingCount());
        assertEquals(1, pump.drain());
        assertEquals(0, pump.pendingCount());
        assertEquals(List.of("4 77 " + entry + " " + exit), ring.scheduled());
        assertEquals(List.of(), notices);
    }

    @Test
    void shouldSaySoAndGoOnWhenThereIsNoAnswer() {
        InputPump pump = pump(16);
        SchedulerStage stage = stage(pump);
        stage.onEvent(asking(77, "2026-11-25T14:00:00Z", 2, LateStart.FIRE, LocalTime.of(9, 31)), true);
        stage.onEvent(asking(78, "2026-11-25T14:00:00Z", 1, LateStart.FIRE, LocalTime.of(8, 0)), true);
        stage.onEvent(asking(79, "2026-11-25T14:00:00Z", 1, LateStart.FIRE, LocalTime.of(9, 31)), true);
        assertEquals(3, pump.drain());
        assertEquals(1, ring.scheduled().size());
        assertEquals(
                List.of(
                        "strategy 4: not scheduled, as no calendar has id 2",
                        "strategy 4: not scheduled by calendar XNYS: entry = 08:00: expected a time from the open 09:30 to"
                                + " before the close 16:00 of calendar XNYS"),
                notices);
    }

    @Test
    void shouldHoldTheAnswerWhenTheRingIsFullAndKeepTheOrder() {
        InputPump pump = pump(16);
        SchedulerStage stage = stage(pump);
        ring.refusal = EventPublisher.BUSY;
        for (int resyncId = 1; resyncId <= 3; resyncId++) {
            stage.onEvent(asking(resyncId, "2026-11-25T14:00:00Z", 1, LateStart.FIRE, LocalTime.of(9, 31)), true);
        }
        assertEquals(0, pump.drain());
        assertEquals(3, pump.pendingCount());
        ring.refusal = 0;
        assertEquals(3, pump.drain());
        assertEquals(
                List.of("1", "2", "3"),
                ring.scheduled().stream().map(line -> line.split(" ")[1]).toList());
        stage.onEvent(asking(4, "2026-11-25T14:00:00Z", 1, LateStart.FIRE, LocalTime.of(9, 31)), true);
        ring.refusal = EventPublisher.HALTED;
        assertTrue(pump.drain() < 0);
    }

    @Test
    void shouldNeverBlockTheStageWhenTheBoundIsReached() {
        SchedulerStage stage = stage(pump(1));
        for (int resyncId = 1; resyncId <= 2; resyncId++) {
            stage.onEvent(asking(resyncId, "2026-11-25T14:00:00Z", 1, LateStart.FIRE, LocalTime.of(9, 31)), true);
        }
        assertEquals(List.of("strategy 4: not scheduled, too many wait for their next times"), notices);
    }

    @Test
    void shouldAnswerOnAThreadOfItsOwnWhenStarted() throws Exception {
        try (InputPump pump = pump(16)) {
            pump.start("schedule-test");
            stage(pump).onEvent(asking(77, "2026-11-25T14:00:00Z", 1, LateStart.FIRE, LocalTime.of(9, 31)), true);
            while (pump.pendingCount() > 0) {
                Thread.yield();
            }
        }
        assertEquals(List.of("4 77 2026-11-25T14:31:00Z 2026-11-25T20:55:00Z"), ring.scheduled());
    }

    /** Keeps what is published, or refuses to take it. */
    private static final class Ring implements EventPublisher {
        private final List<EventSlot> published = Collections.synchronizedList(new ArrayList<>());
        private EventSlot claimed;
        private long refusal;

        @Override
        public long tryClaim(Admission admission) {
            if (refusal != 0) {
                return refusal;
            }
            claimed = new EventSlot(RingConfig.defaults());
            claimed.claim(published.size() + 1, 0);
            return claimed.sequence();
        }

        @Override
        public EventSlot slot(long claim) {
            return claimed;
        }

        @Override
        public void publish(long claim) {
            published.add(claimed);
        }

        private List<String> scheduled() {
            StrategyScheduledDecoder scheduled = new StrategyScheduledDecoder();
            return published.stream()
                    .map(slot -> scheduled.wrapAndApplyHeader(slot.in().buffer(), 0, new MessageHeaderDecoder()))
                    .map(answer -> answer.strategyId() + " " + answer.resyncId() + " " + time(answer.entryTimeNs())
                            + " " + time(answer.exitTimeNs()))
                    .toList();
        }

        private static Instant time(long timeNs) {
            return Instant.ofEpochSecond(0, timeNs);
        }
    }
}
