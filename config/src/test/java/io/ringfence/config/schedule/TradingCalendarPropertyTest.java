package io.ringfence.config.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.schedule.RandomCalendars.Scene;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TradingCalendarPropertyTest {
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldKnowItsDaysWhenClocksChange(@ForAll("scenes") Scene scene) {
        TradingCalendar calendar = scene.calendar();
        NaiveCalendar naive = new NaiveCalendar(calendar);
        LocalDate expectedNext = null;
        for (LocalDate date = scene.near().plusDays(10);
                date.isAfter(scene.near().minusDays(10)); ) {
            if (expectedNext != null) {
                assertEquals(expectedNext, calendar.nextTradingDay(date));
            }
            assertEquals(naive.isTraded(date), calendar.isTradingDay(date));
            if (naive.isTraded(date)) {
                assertEquals(naive.session(date), calendar.session(date));
                expectedNext = date;
            } else {
                LocalDate closed = date;
                assertThrows(IllegalArgumentException.class, () -> calendar.session(closed));
            }
            date = date.minusDays(1);
        }
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void shouldTakeATimeOrSayWhyNotWhenItIsChosen(
            @ForAll("scenes") Scene scene,
            @ForAll @IntRange(min = 0, max = 6) int day,
            @ForAll("times") LocalTime time) {
        TradingCalendar calendar = scene.calendar();
        NaiveCalendar naive = new NaiveCalendar(calendar);
        LocalDate date = scene.near().plusDays(day - 3L);
        LocalDateTime local = date.atTime(time);
        if (!naive.isTraded(date)) {
            assertRefused(calendar, local, ": expected a trading day of calendar any; " + date + " is a ");
        } else if (!NaiveCalendar.isShown(local, calendar.zone())) {
            assertRefused(
                    calendar, local, ": expected a time that exists in " + calendar.zone() + ", where clocks go ");
        } else if (!naive.session(date).contains(naive.ns(local))) {
            assertRefused(calendar, local, ": expected a time within the session of calendar any, from ");
        } else {
            assertEquals(naive.ns(local), calendar.at("buy-at", local));
        }
    }

    private static void assertRefused(TradingCalendar calendar, LocalDateTime local, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> calendar.at("buy-at", local))
                .getMessage();
        assertTrue(message.startsWith("buy-at = " + local + why), message);
    }

    @Provide
    Arbitrary<Scene> scenes() {
        return RandomCalendars.scenes();
    }

    @Provide
    Arbitrary<LocalTime> times() {
        return RandomCalendars.times();
    }
}
