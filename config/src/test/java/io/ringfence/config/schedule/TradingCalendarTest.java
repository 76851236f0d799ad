package io.ringfence.config.schedule;

import static io.ringfence.config.schedule.TradingCalendars.EARLY;
import static io.ringfence.config.schedule.TradingCalendars.THANKSGIVING;
import static io.ringfence.config.schedule.TradingCalendars.alwaysOpen;
import static io.ringfence.config.schedule.TradingCalendars.exchange;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TradingCalendarTest {
    @Test
    void shouldGiveTheHoursWhenTheDayIsTraded() {
        TradingCalendar calendar = exchange();

        assertEquals(
                session("2026-11-25T14:30:00Z", "2026-11-25T21:00:00Z"), calendar.session(LocalDate.of(2026, 11, 25)));
        assertEquals(session("2026-11-27T14:30:00Z", "2026-11-27T18:00:00Z"), calendar.session(EARLY));
        assertEquals(EARLY, calendar.nextTradingDay(LocalDate.of(2026, 11, 25)));
        assertEquals(LocalDate.of(2026, 11, 30), calendar.nextTradingDay(EARLY));
        assertFalse(calendar.isAlwaysOpen());
    }

    @Test
    void shouldHaveDaysOf23And25HoursWhenAlwaysOpen() {
        TradingCalendar calendar = alwaysOpen("America/New_York");

        assertTrue(calendar.isAlwaysOpen());
        assertEquals(
                session("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"), calendar.session(LocalDate.of(2026, 3, 8)));
        assertEquals(
                session("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"), calendar.session(LocalDate.of(2026, 11, 1)));
    }

    @Test
    void shouldHaveNoSessionWhenTheClocksSkipTheDate() {
        TradingCalendar calendar = alwaysOpen("Pacific/Apia");

        assertFalse(calendar.isTradingDay(LocalDate.of(2011, 12, 30)));
        assertEquals(LocalDate.of(2011, 12, 31), calendar.nextTradingDay(LocalDate.of(2011, 12, 29)));
        assertRefused(
                "sell-at = 2011-12-30T10:00: expected a trading day of calendar always;"
                        + " 2011-12-30 is skipped by the clocks of Pacific/Apia",
                () -> calendar.at("sell-at", LocalDateTime.parse("2011-12-30T10:00")));
    }

    @Test
    void shouldGiveTheInstantWhenATimeIsChosen() {
        assertEquals(ns("2026-11-25T14:30:00Z"), exchange().at("buy-at", LocalDateTime.parse("2026-11-25T09:30")));
        assertEquals(
                ns("2026-11-01T05:30:00Z"),
                alwaysOpen("America/New_York").at("buy-at", LocalDateTime.parse("2026-11-01T01:30")));
    }

    @Test
    void shouldSayWhyWhenAChosenTimeIsRefused() {
        assertRefusedAt(
                "2026-11-26T10:00", "expected a trading day of calendar XNYS; " + THANKSGIVING + " is a holiday");
        assertRefusedAt("2026-11-28T10:00", "expected a trading day of calendar XNYS; 2026-11-28 is a saturday");
        assertRefusedAt(
                "2026-11-25T09:29:59",
                "expected a time within the session of calendar XNYS, from 09:30 to before 16:00 on that date");
        assertRefusedAt(
                "2026-11-25T16:00",
                "expected a time within the session of calendar XNYS, from 09:30 to before 16:00 on that date");
        assertRefusedAt(
                "2026-11-27T13:00",
                "expected a time within the session of calendar XNYS, from 09:30 to before 13:00 on that date");
        assertRefusedAt("1969-11-27T13:00", "expected a year from 1970 to 2261");
        assertRefused(
                "buy-at = 2026-03-08T02:30: expected a time that exists in America/New_York,"
                        + " where clocks go from 2026-03-08T02:00 to 2026-03-08T03:00",
                () -> alwaysOpen("America/New_York").at("buy-at", LocalDateTime.parse("2026-03-08T02:30")));
    }

    @Test
    void shouldSayWhyWhenItIsNotACalendar() {
        LocalTime open = LocalTime.of(9, 30);
        LocalTime close = LocalTime.of(16, 0);
        assertInvalid("calendar a b: name = a b: expected 1 to 32 of A-Z a-z 0-9 -", "a b", 1, open, close);
        assertInvalid("calendar : name = : expected 1 to 32 of A-Z a-z 0-9 -", "", 1, open, close);
        assertInvalid("calendar x: id = 0: expected 1 to 65535", "x", 0, open, close);
        assertInvalid("calendar x: id = 65536: expected 1 to 65535", "x", 65_536, open, close);
        assertInvalid("calendar x: close = 09:30: expected a time after the open 09:30", "x", 1, open, open);
        assertRefused(
                "calendar x: weekend = every day: expected at least one day to trade on",
                () -> calendar(Set.of(DayOfWeek.values()), Set.of(), Map.of(), Duration.ofMinutes(5)));
        for (Duration lead : new Duration[] {
            Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(1).plusNanos(1)
        }) {
            assertRefused(
                    "calendar x: close-lead = " + lead + ": expected more than 0, at most 1 day",
                    () -> calendar(Set.of(), Set.of(), Map.of(), lead));
        }
        Set<LocalDate> tooMany = Stream.iterate(EARLY, date -> date.plusDays(1))
                .limit(TradingCalendar.MAX_DATES + 1)
                .collect(Collectors.toSet());
        assertRefused(
                "calendar x: holidays = 4097 dates: expected at most 4096",
                () -> calendar(Set.of(), tooMany, Map.of(), Duration.ofMinutes(5)));
        assertRefused(
                "calendar x: early-closes = 4097 dates: expected at most 4096",
                () -> calendar(
                        Set.of(),
                        Set.of(),
                        tooMany.stream().collect(Collectors.toMap(date -> date, date -> LocalTime.NOON)),
                        Duration.ofMinutes(5)));
    }

    @Test
    void shouldSayWhyWhenAnEarlyCloseIsNone() {
        for (String time : new String[] {"09:30", "16:00", "00:00"}) {
            assertRefused(
                    "calendar x: early-closes.2026-11-27 = " + time
                            + ": expected a time after the open 09:30 and before the close 16:00",
                    () -> early(EARLY, time));
        }
        assertRefused(
                "calendar x: early-closes.2026-11-26 = 13:00: expected a trading day, neither weekend nor holiday",
                () -> early(THANKSGIVING, "13:00"));
        assertRefused(
                "calendar x: early-closes.2026-11-28 = 13:00: expected a trading day, neither weekend nor holiday",
                () -> early(LocalDate.of(2026, 11, 28), "13:00"));
    }

    private static void early(LocalDate date, String time) {
        calendar(
                Set.of(DayOfWeek.SATURDAY),
                Set.of(THANKSGIVING),
                Map.of(date, LocalTime.parse(time)),
                Duration.ofMinutes(5));
    }

    private static TradingCalendar calendar(
            Set<DayOfWeek> weekend,
            Set<LocalDate> holidays,
            Map<LocalDate, LocalTime> earlyCloses,
            Duration closeLead) {
        return new TradingCalendar(
                "x",
                1,
                ZoneId.of("UTC"),
                LocalTime.of(9, 30),
                LocalTime.of(16, 0),
                weekend,
                holidays,
                earlyCloses,
                closeLead);
    }

    private static void assertInvalid(String message, String name, int id, LocalTime open, LocalTime close) {
        assertRefused(
                message,
                () -> new TradingCalendar(
                        name,
                        id,
                        ZoneId.of("UTC"),
                        open,
                        close,
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        TradingCalendar.DEFAULT_CLOSE_LEAD));
    }

    private static void assertRefusedAt(String local, String why) {
        assertRefused("buy-at = " + local + ": " + why, () -> exchange().at("buy-at", LocalDateTime.parse(local)));
    }

    private static void assertRefused(String message, Runnable act) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }

    private static TradingSession session(String open, String close) {
        return new TradingSession(ns(open), ns(close));
    }

    private static long ns(String instant) {
        return Instant.parse(instant).toEpochMilli() * 1_000_000;
    }
}
