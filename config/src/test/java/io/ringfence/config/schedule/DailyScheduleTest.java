package io.ringfence.config.schedule;

import static io.ringfence.config.schedule.TradingCalendars.EARLY;
import static io.ringfence.config.schedule.TradingCalendars.THANKSGIVING;
import static io.ringfence.config.schedule.TradingCalendars.alwaysOpen;
import static io.ringfence.config.schedule.TradingCalendars.exchange;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DailyScheduleTest {
    @Test
    void shouldFollowTheClocksWhenTheyChangeOverAWeekend() {
        DailySchedule schedule = round(exchange(), "10:00", "15:30");

        assertEquals(
                times("2026-03-09", "2026-03-09T14:00:00Z", "2026-03-09T19:30:00Z"),
                schedule.firstEnteringAfter(ns("2026-03-06T15:00:00Z")));
        assertEquals(
                times("2026-11-02", "2026-11-02T15:00:00Z", "2026-11-02T20:30:00Z"),
                schedule.firstEnteringAfter(ns("2026-10-30T14:00:00Z")));
    }

    @Test
    void shouldBeginStrictlyAfterWhenTheInstantIsAnEntry() {
        DailySchedule schedule = round(exchange(), "10:00", "15:30");
        long entryNs = ns("2026-11-03T15:00:00Z");

        assertEquals(entryNs, schedule.firstEnteringAfter(entryNs - 1).entryNs());
        assertEquals(
                ns("2026-11-04T15:00:00Z"), schedule.firstEnteringAfter(entryNs).entryNs());
    }

    @Test
    void shouldOfferTheRoundUnderWayUntilItEndsWhenAskedByExit() {
        DailySchedule schedule = round(exchange(), "10:00", "15:30");
        DailyTimes underWay = times("2026-11-03", "2026-11-03T15:00:00Z", "2026-11-03T20:30:00Z");

        assertEquals(underWay, schedule.firstExitingAfter(ns("2026-11-03T18:00:00Z")));
        assertEquals(underWay, schedule.firstExitingAfter(underWay.exitNs() - 1));
        assertEquals(
                LocalDate.of(2026, 11, 4),
                schedule.firstExitingAfter(underWay.exitNs()).date());
    }

    @Test
    void shouldEndBeforeTheCloseWhenTheDayClosesEarly() {
        assertEquals(
                times("2026-11-27", "2026-11-27T15:00:00Z", "2026-11-27T17:55:00Z"),
                round(exchange(), "10:00", "15:30").firstEnteringAfter(ns("2026-11-25T15:00:00Z")));
        assertEquals(Optional.empty(), round(exchange(), "10:00", "15:30").on(THANKSGIVING));
        assertEquals(
                ns("2026-11-27T17:55:00Z"),
                round(exchange(), "10:00", "13:00").on(EARLY).orElseThrow().exitNs());
        assertEquals(
                ns("2026-11-27T17:59:00Z"),
                round(exchange(), "10:00", "12:59").on(EARLY).orElseThrow().exitNs());
        assertEquals(
                ns("2026-11-27T17:54:00Z"),
                round(exchange(), "12:54", "15:30").on(EARLY).orElseThrow().entryNs());
        assertEquals(Optional.empty(), round(exchange(), "12:55", "15:30").on(EARLY));
        assertEquals(Optional.empty(), round(exchange(), "13:30", "15:30").on(EARLY));
    }

    @Test
    void shouldMoveForwardWhenTheClocksSkipTheTime() {
        TradingCalendar calendar = alwaysOpen("America/New_York");
        LocalDate spring = LocalDate.of(2026, 3, 8);

        assertEquals(
                times("2026-03-08", "2026-03-08T07:30:00Z", "2026-03-08T08:00:00Z"),
                round(calendar, "02:30", "04:00").on(spring).orElseThrow());
        assertEquals(Optional.empty(), round(calendar, "02:30", "03:15").on(spring));
        assertEquals(
                LocalDate.of(2026, 3, 9),
                round(calendar, "02:30", "03:15")
                        .firstEnteringAfter(ns("2026-03-08T00:00:00Z"))
                        .date());
        assertEquals(
                times("2026-10-04", "2026-10-03T15:45:00Z", "2026-10-03T16:00:00Z"),
                round(alwaysOpen("Australia/Lord_Howe"), "02:15", "03:00")
                        .on(LocalDate.of(2026, 10, 4))
                        .orElseThrow());
    }

    /** The open, 02:30, is 03:30 that day. */
    @Test
    void shouldSkipTheDayWhenTheClocksMoveTheOpenPastTheEntry() {
        TradingCalendar calendar = new TradingCalendar(
                "night",
                3,
                ZoneId.of("America/New_York"),
                LocalTime.of(2, 30),
                LocalTime.of(16, 0),
                Set.of(),
                Set.of(),
                Map.of(),
                TradingCalendar.DEFAULT_CLOSE_LEAD);
        LocalDate spring = LocalDate.of(2026, 3, 8);

        assertEquals(Optional.empty(), round(calendar, "03:29", "15:00").on(spring));
        assertEquals(
                times("2026-03-08", "2026-03-08T07:30:00Z", "2026-03-08T19:00:00Z"),
                round(calendar, "03:30", "15:00").on(spring).orElseThrow());
    }

    @Test
    void shouldTakeTheFirstWhenTheClocksShowTheTimeTwice() {
        assertEquals(
                times("2026-11-01", "2026-11-01T05:30:00Z", "2026-11-01T07:30:00Z"),
                round(alwaysOpen("America/New_York"), "01:30", "02:30")
                        .on(LocalDate.of(2026, 11, 1))
                        .orElseThrow());
        assertEquals(
                times("2026-10-25", "2026-10-25T00:15:00Z", "2026-10-25T00:45:00Z"),
                round(alwaysOpen("Europe/London"), "01:15", "01:45")
                        .on(LocalDate.of(2026, 10, 25))
                        .orElseThrow());
    }

    @Test
    void shouldEndTheNextDayWhenAlwaysOpenAndTheExitIsNotLater() {
        DailySchedule night = round(alwaysOpen("UTC"), "22:00", "04:00");
        DailyTimes first = times("2026-11-20", "2026-11-20T22:00:00Z", "2026-11-21T04:00:00Z");

        assertEquals(first, night.firstEnteringAfter(ns("2026-11-20T12:00:00Z")));
        assertEquals(first, night.firstExitingAfter(ns("2026-11-21T03:59:59Z")));
        assertEquals(
                times("2026-11-20", "2026-11-20T08:00:00Z", "2026-11-21T08:00:00Z"),
                round(alwaysOpen("UTC"), "08:00", "08:00").firstEnteringAfter(ns("2026-11-20T00:00:00Z")));
    }

    @Test
    void shouldSkipTheDateWhenTheClocksSkipItWhole() {
        DailySchedule schedule = round(alwaysOpen("Pacific/Apia"), "10:00", "11:00");

        DailyTimes before = schedule.firstEnteringAfter(ns("2011-12-29T00:00:00Z"));

        assertEquals(LocalDate.of(2011, 12, 29), before.date());
        assertEquals(
                times("2011-12-31", "2011-12-30T20:00:00Z", "2011-12-30T21:00:00Z"),
                schedule.firstEnteringAfter(before.entryNs()));
    }

    @Test
    void shouldSayWhyWhenATimeOfDayIsRefused() {
        assertRefused(
                "entry = 09:29: expected a time from the open 09:30 to before the close 16:00 of calendar XNYS",
                () -> round(exchange(), "09:29", "15:30"));
        assertRefused(
                "exit = 16:00: expected a time from the open 09:30 to before the close 16:00 of calendar XNYS",
                () -> round(exchange(), "10:00", "16:00"));
        assertRefused(
                "exit = 10:00: expected a time after the entry 10:00, as calendar XNYS is not always open",
                () -> round(exchange(), "10:00", "10:00"));
    }

    @Test
    void shouldRefuseWhenNoInstantIsLeft() {
        assertThrows(
                ArithmeticException.class,
                () -> round(alwaysOpen("UTC"), "10:00", "11:00").firstEnteringAfter(Long.MAX_VALUE));
    }

    private static DailySchedule round(TradingCalendar calendar, String entry, String exit) {
        return new DailySchedule(calendar, LocalTime.parse(entry), LocalTime.parse(exit));
    }

    private static DailyTimes times(String date, String entry, String exit) {
        return new DailyTimes(LocalDate.parse(date), ns(entry), ns(exit));
    }

    private static long ns(String instant) {
        return Instant.parse(instant).toEpochMilli() * 1_000_000;
    }

    private static void assertRefused(String message, Runnable act) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
