package io.ringfence.config.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * When an exchange trades, in its own zone. The dates it has no word of are regular days.
 *
 * @param name 1 to 32 of A-Z a-z 0-9 -
 * @param id 1 to 65535, for ever
 * @param zone a region such as {@code America/New_York}, or a fixed offset
 * @param open local time of day at which a session begins
 * @param close local time of day at which it ends, after the open; {@link LocalTime#MIDNIGHT} is 24:00, the end of the day
 * @param weekend days without a session, at most 6
 * @param holidays dates without a session, at most {@value #MAX_DATES}; may lie on a weekend
 * @param earlyCloses close of the dates that end early, after the open and before the regular close; trading days only, at
 *     most {@value #MAX_DATES}
 * @param closeLead how long before the close a daily round ends that would otherwise end too late; more than 0, at most 1 day
 */
public record TradingCalendar(
        String name,
        int id,
        ZoneId zone,
        LocalTime open,
        LocalTime close,
        Set<DayOfWeek> weekend,
        Set<LocalDate> holidays,
        Map<LocalDate, LocalTime> earlyCloses,
        Duration closeLead) {

    /** The lead unless configured otherwise. */
    public static final Duration DEFAULT_CLOSE_LEAD = Duration.ofMinutes(5);

    /** Most holidays, and most early closes. */
    public static final int MAX_DATES = 4_096;

    private static final int MAX_ID = 65_535;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2261;

    /** Validates. */
    public TradingCalendar {
        Objects.requireNonNull(zone, "zone");
        check(name.matches("[A-Za-z0-9-]{1,32}"), name, "name", name, "1 to 32 of A-Z a-z 0-9 -");
        check(id >= 1 && id <= MAX_ID, name, "id", id, "1 to 65535");
        check(isBefore(open, close), name, "close", closeText(close), "a time after the open " + open);
        check(weekend.size() < DayOfWeek.values().length, name, "weekend", "every day", "at least one day to trade on");
        check(holidays.size() <= MAX_DATES, name, "holidays", holidays.size() + " dates", "at most " + MAX_DATES);
        check(
                earlyCloses.size() <= MAX_DATES,
                name,
                "early-closes",
                earlyCloses.size() + " dates",
                "at most " + MAX_DATES);
        check(
                closeLead.compareTo(Duration.ZERO) > 0 && closeLead.compareTo(Duration.ofDays(1)) <= 0,
                name,
                "close-lead",
                closeLead,
                "more than 0, at most 1 day");
        weekend = Set.copyOf(weekend);
        holidays = Set.copyOf(holidays);
        earlyCloses = Map.copyOf(earlyCloses);
        for (Map.Entry<LocalDate, LocalTime> early : new TreeMap<>(earlyCloses).entrySet()) {
            LocalDate date = early.getKey();
            LocalTime time = early.getValue();
            String field = "early-closes." + date;
            check(
                    time.isAfter(open) && isBefore(time, close),
                    name,
                    field,
                    time,
                    "a time after the open " + open + " and before the close " + closeText(close));
            check(
                    !weekend.contains(date.getDayOfWeek()) && !holidays.contains(date),
                    name,
                    field,
                    time,
                    "a trading day, neither weekend nor holiday");
        }
    }

    /** Whether the date has a session. One that the zone's clocks skip whole has none. */
    public boolean isTradingDay(LocalDate date) {
        return !weekend.contains(date.getDayOfWeek()) && !holidays.contains(date) && isOnClocks(date);
    }

    /** Whether every day is traded from 00:00 to 24:00. */
    public boolean isAlwaysOpen() {
        return open.equals(LocalTime.MIDNIGHT)
                && close.equals(LocalTime.MIDNIGHT)
                && weekend.isEmpty()
                && holidays.isEmpty()
                && earlyCloses.isEmpty();
    }

    /** The first trading day after the date. */
    public LocalDate nextTradingDay(LocalDate date) {
        // Ends: each week has a day that is no weekend, and only so many are holidays.
        LocalDate next = date.plusDays(1);
        while (!isTradingDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /**
     * The hours of a trading day.
     *
     * @throws IllegalArgumentException when the date is no trading day
     * @throws ArithmeticException when it is beyond what nanoseconds since the epoch can say, before 1678 or after 2261
     */
    public TradingSession session(LocalDate date) {
        if (!isTradingDay(date)) {
            throw refusal("date", date, notTraded(date));
        }
        LocalTime end = closeOf(date);
        LocalDate endDate = end.equals(LocalTime.MIDNIGHT) ? date.plusDays(1) : date;
        return new TradingSession(EpochNs.resolve(date.atTime(open), zone), EpochNs.resolve(endDate.atTime(end), zone));
    }

    /**
     * The instant of a local date and time that somebody chose, in nanoseconds since the epoch. Of a time that the clocks show
     * twice, the first is meant.
     *
     * @param field what the time is, for the message
     * @param local in the calendar's zone, from 1970 to 2261
     * @throws IllegalArgumentException when the date is no trading day, the clocks skip the time, or it is outside the session;
     *     with field, value and why
     */
    public long at(String field, LocalDateTime local) {
        LocalDate date = local.toLocalDate();
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw refusal(field, local, "expected a year from " + FIRST_YEAR + " to " + LAST_YEAR);
        }
        if (!isTradingDay(date)) {
            throw refusal(field, local, notTraded(date));
        }
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change != null && change.isGap()) {
            throw refusal(
                    field,
                    local,
                    "expected a time that exists in " + zone + ", where clocks go from " + change.getDateTimeBefore()
                            + " to " + change.getDateTimeAfter());
        }
        long timeNs = EpochNs.resolve(local, zone);
        if (!session(date).contains(timeNs)) {
            throw refusal(
                    field,
                    local,
                    "expected a time within the session of calendar " + name + ", from " + open + " to before "
                            + closeText(closeOf(date)) + " on that date");
        }
        return timeNs;
    }

    /** Whether the time of day is within a regular session. */
    boolean isRegular(LocalTime time) {
        return !time.isBefore(open) && isBefore(time, close);
    }

    /** A regular session, for messages. */
    String hours() {
        return "from the open " + open + " to before the close " + closeText(close) + " of calendar " + name;
    }

    private LocalTime closeOf(LocalDate date) {
        return earlyCloses.getOrDefault(date, close);
    }

    private String notTraded(LocalDate date) {
        String what = "a " + date.getDayOfWeek().name().toLowerCase(Locale.ROOT);
        if (holidays.contains(date)) {
            what = "a holiday";
        } else if (!isOnClocks(date)) {
            what = "skipped by the clocks of " + zone;
        }
        return "expected a trading day of calendar " + name + "; " + date + " is " + what;
    }

    private boolean isOnClocks(LocalDate date) {
        return date.atStartOfDay(zone).toLocalDate().equals(date);
    }

    private static boolean isBefore(LocalTime time, LocalTime close) {
        return close.equals(LocalTime.MIDNIGHT) || time.isBefore(close);
    }

    private static String closeText(LocalTime close) {
        return close.equals(LocalTime.MIDNIGHT) ? "24:00" : close.toString();
    }

    private static IllegalArgumentException refusal(String field, Object value, String why) {
        return new IllegalArgumentException(field + " = " + value + ": " + why);
    }

    private static void check(boolean holds, String name, String field, Object value, String expected) {
        if (!holds) {
            throw refusal("calendar " + name + ": " + field, value, "expected " + expected);
        }
    }
}
