package io.ringfence.config.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/** Calendars of the examples. */
final class TradingCalendars {
    static final LocalDate THANKSGIVING = LocalDate.of(2026, 11, 26);
    static final LocalDate EARLY = LocalDate.of(2026, 11, 27);

    private TradingCalendars() {}

    /** 09:30 to 16:00 in New York from Monday to Friday, with one holiday and one early close, at 13:00. */
    static TradingCalendar exchange() {
        return new TradingCalendar(
                "XNYS",
                1,
                ZoneId.of("America/New_York"),
                LocalTime.of(9, 30),
                LocalTime.of(16, 0),
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                Set.of(THANKSGIVING),
                Map.of(EARLY, LocalTime.of(13, 0)),
                TradingCalendar.DEFAULT_CLOSE_LEAD);
    }

    static TradingCalendar alwaysOpen(String zone) {
        return new TradingCalendar(
                "always",
                2,
                ZoneId.of(zone),
                LocalTime.MIDNIGHT,
                LocalTime.MIDNIGHT,
                Set.of(),
                Set.of(),
                Map.of(),
                TradingCalendar.DEFAULT_CLOSE_LEAD);
    }
}
