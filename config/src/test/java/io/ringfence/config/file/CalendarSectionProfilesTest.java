package io.ringfence.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import io.ringfence.config.schedule.TradingCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The calendars that come with the product, included as a user would. */
class CalendarSectionProfilesTest {
    private static final int FIRST_YEAR = 2024;
    private static final int LAST_YEAR = 2027;

    /** Closed by proclamation, by no rule: the day of mourning for President Carter. */
    private static final Set<LocalDate> PROCLAIMED = Set.of(LocalDate.of(2025, 1, 9));

    private static final List<TradingCalendar> SHIPPED = new Section(
                    "", ConfigFactory.parseString("""
                                    calendars = [
                                      { include classpath("calendars/xnys.conf") }
                                      { include classpath("calendars/always.conf"), id = 9 }
                                    ]
                                    """).resolve())
            .sections("calendars").stream().map(CalendarSection::read).toList();

    private static final TradingCalendar NEW_YORK = SHIPPED.get(0);

    @Test
    void shouldBeOpenEveryMinuteWhenAlways() {
        TradingCalendar always = SHIPPED.get(1);

        assertEquals(
                new TradingCalendar(
                        "always",
                        9,
                        ZoneId.of("UTC"),
                        LocalTime.MIDNIGHT,
                        LocalTime.MIDNIGHT,
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        Duration.ofMinutes(5)),
                always);
    }

    @Test
    void shouldHaveTheHoursOfNewYorkWhenXnys() {
        assertEquals(
                new TradingCalendar(
                        "XNYS",
                        1,
                        ZoneId.of("America/New_York"),
                        LocalTime.of(9, 30),
                        LocalTime.of(16, 0),
                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        NEW_YORK.holidays(),
                        NEW_YORK.earlyCloses(),
                        Duration.ofMinutes(5)),
                NEW_YORK);
    }

    @Test
    void shouldHoldTheExchangesRulesWhenXnysHasAHoliday() {
        Set<LocalDate> holidays = new TreeSet<>(PROCLAIMED);
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            holidays.addAll(holidays(year));
        }
        assertEquals(holidays, new TreeSet<>(NEW_YORK.holidays()));
    }

    @Test
    void shouldHoldTheExchangesRulesWhenXnysClosesEarly() {
        Map<LocalDate, LocalTime> earlyCloses = new TreeMap<>();
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            Set<LocalDate> holidays = holidays(year);
            LocalDate thanksgiving = nth(year, Month.NOVEMBER, 4, DayOfWeek.THURSDAY);
            for (LocalDate eve :
                    List.of(LocalDate.of(year, 7, 3), thanksgiving.plusDays(1), LocalDate.of(year, 12, 24))) {
                if (!isWeekend(eve) && !holidays.contains(eve)) {
                    earlyCloses.put(eve, LocalTime.of(13, 0));
                }
            }
        }
        assertEquals(earlyCloses, new TreeMap<>(NEW_YORK.earlyCloses()));
    }

    /**
     * Rule 7.2 of the exchange: a holiday on a Saturday is observed on the Friday before, unless a month or a year ends there;
     * one on a Sunday, on the Monday after.
     */
    private static Set<LocalDate> holidays(int year) {
        Set<LocalDate> dates = new TreeSet<>();
        LocalDate newYear = LocalDate.of(year, 1, 1);
        if (newYear.getDayOfWeek() != DayOfWeek.SATURDAY) {
            dates.add(observed(newYear));
        }
        dates.add(nth(year, Month.JANUARY, 3, DayOfWeek.MONDAY));
        dates.add(nth(year, Month.FEBRUARY, 3, DayOfWeek.MONDAY));
        dates.add(easter(year).minusDays(2));
        dates.add(LocalDate.of(year, 5, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
        dates.add(observed(LocalDate.of(year, 6, 19)));
        dates.add(observed(LocalDate.of(year, 7, 4)));
        dates.add(nth(year, Month.SEPTEMBER, 1, DayOfWeek.MONDAY));
        dates.add(nth(year, Month.NOVEMBER, 4, DayOfWeek.THURSDAY));
        dates.add(observed(LocalDate.of(year, 12, 25)));
        return dates;
    }

    private static LocalDate observed(LocalDate holiday) {
        return switch (holiday.getDayOfWeek()) {
            case SATURDAY -> holiday.minusDays(1);
            case SUNDAY -> holiday.plusDays(1);
            default -> holiday;
        };
    }

    private static LocalDate nth(int year, Month month, int nth, DayOfWeek day) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(nth, day));
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** The first Sunday after the first full moon of spring, both by the church's reckoning (Meeus, Jones, Butcher). */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
