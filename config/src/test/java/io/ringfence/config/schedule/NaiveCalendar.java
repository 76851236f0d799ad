package io.ringfence.config.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The oracle: looks at what the clocks on the wall show minute after minute, and goes from day to day. Times are whole minutes,
 * and so are the offsets of the zones it is used with.
 */
final class NaiveCalendar {
    static final long MINUTE_NS = 60_000_000_000L;

    private static final long WINDOW_MINUTES = 15 * 60;
    private static final int MARGIN_DAYS = 3;

    private final TradingCalendar calendar;
    private final Map<LocalDateTime, Long> seen = new HashMap<>();

    NaiveCalendar(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    boolean isTraded(LocalDate date) {
        return !calendar.weekend().contains(date.getDayOfWeek())
                && !calendar.holidays().contains(date);
    }

    TradingSession session(LocalDate date) {
        return new TradingSession(ns(date.atTime(calendar.open())), ns(endOf(date)));
    }

    LocalTime closeOf(LocalDate date) {
        return calendar.earlyCloses().containsKey(date) ? calendar.earlyCloses().get(date) : calendar.close();
    }

    /** Of the rounds with a time after the instant, the one that begins first. */
    DailyTimes first(LocalTime entry, LocalTime exit, long afterNs, ToLongFunction<DailyTimes> time) {
        LocalDate date = date(afterNs, calendar.zone()).minusDays(MARGIN_DAYS);
        DailyTimes best = null;
        int daysLeft = MARGIN_DAYS;
        while (best == null || daysLeft-- > 0) {
            Optional<DailyTimes> times = on(date, entry, exit).filter(found -> time.applyAsLong(found) > afterNs);
            if (times.isPresent() && (best == null || times.get().entryNs() < best.entryNs())) {
                best = times.get();
            }
            date = date.plusDays(1);
        }
        return best;
    }

    private Optional<DailyTimes> on(LocalDate date, LocalTime entry, LocalTime exit) {
        if (!isTraded(date)) {
            return Optional.empty();
        }
        long openNs = ns(date.atTime(calendar.open()));
        long closeNs = ns(endOf(date));
        long entryNs = ns(date.atTime(entry));
        boolean isNextDay = exit.compareTo(entry) <= 0;
        long exitNs = ns((isNextDay ? date.plusDays(1) : date).atTime(exit));
        if (!isNextDay && exitNs >= closeNs) {
            exitNs = closeNs - calendar.closeLead().toNanos();
        }
        boolean isInside = entryNs >= openNs && entryNs < closeNs && entryNs < exitNs;
        return isInside ? Optional.of(new DailyTimes(date, entryNs, exitNs)) : Optional.empty();
    }

    private LocalDateTime endOf(LocalDate date) {
        LocalTime close = closeOf(date);
        return close.equals(LocalTime.MIDNIGHT) ? date.plusDays(1).atStartOfDay() : date.atTime(close);
    }

    /** The first minute at which the clocks show the time; where none does, of the time later by what they skipped. */
    long ns(LocalDateTime local) {
        return seen.computeIfAbsent(local, time -> minute(minuteOf(time), calendar.zone())) * MINUTE_NS;
    }

    /** Whether the clocks ever show the time. */
    static boolean isShown(LocalDateTime local, ZoneId zone) {
        return shown(minuteOf(local), zone) == minute(minuteOf(local), zone)
                && onTheWall(minute(minuteOf(local), zone), zone) == minuteOf(local);
    }

    static LocalDate date(long timeNs, ZoneId zone) {
        return LocalDateTime.ofEpochSecond(onTheWall(Math.floorDiv(timeNs, MINUTE_NS), zone) * 60, 0, ZoneOffset.UTC)
                .toLocalDate();
    }

    private static long minuteOf(LocalDateTime local) {
        return local.toEpochSecond(ZoneOffset.UTC) / 60;
    }

    private static long minute(long local, ZoneId zone) {
        long minute = shown(local, zone);
        if (onTheWall(minute, zone) == local) {
            return minute;
        }
        long skipped = onTheWall(minute, zone) - onTheWall(minute - 1, zone) - 1;
        return shown(local + skipped, zone);
    }

    /** The first minute at which the clocks show the local one or have gone past it. */
    private static long shown(long local, ZoneId zone) {
        long minute = local - WINDOW_MINUTES;
        while (onTheWall(minute, zone) < local) {
            minute++;
        }
        return minute;
    }

    private static long onTheWall(long minute, ZoneId zone) {
        return minute
                + zone.getRules().getOffset(Instant.ofEpochSecond(minute * 60)).getTotalSeconds() / 60;
    }
}
