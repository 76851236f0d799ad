package io.ringfence.config.schedule;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A round on every trading day, by local time of day. How local times become instants, and which days are skipped, is on the
 * package's page.
 *
 * @param calendar the exchange's
 * @param entry time of day at which a round begins, within the regular session
 * @param exit time of day at which it ends, within the regular session and after the entry; at or before the entry it is the
 *     next day's, where the calendar is always open
 */
public record DailySchedule(TradingCalendar calendar, LocalTime entry, LocalTime exit) {
    // An exit may be on the day after its entry, and the clocks of some zones have skipped a whole date.
    private static final int LOOK_BACK_DAYS = 3;

    /** Validates. */
    public DailySchedule {
        Objects.requireNonNull(calendar, "calendar");
        check(calendar.isRegular(entry), "entry", entry, "a time " + calendar.hours());
        check(calendar.isRegular(exit), "exit", exit, "a time " + calendar.hours());
        check(
                exit.isAfter(entry) || calendar.isAlwaysOpen(),
                "exit",
                exit,
                "a time after the entry " + entry + ", as calendar " + calendar.name() + " is not always open");
    }

    /**
     * The first round that begins after the instant.
     *
     * @param afterNs nanoseconds since the epoch, from 0
     * @throws ArithmeticException when there is none that nanoseconds since the epoch can say, before 2262-04-11
     */
    public DailyTimes firstEnteringAfter(long afterNs) {
        return first(afterNs, DailyTimes::entryNs);
    }

    /**
     * The first round that ends after the instant; it may have begun already.
     *
     * @param afterNs nanoseconds since the epoch, from 0
     * @throws ArithmeticException when there is none that nanoseconds since the epoch can say, before 2262-04-11
     */
    public DailyTimes firstExitingAfter(long afterNs) {
        return first(afterNs, DailyTimes::exitNs);
    }

    /**
     * The round of one day; empty when the date is no trading day or its round is skipped.
     *
     * @throws ArithmeticException when the date is before 1678 or after 2261
     */
    public Optional<DailyTimes> on(LocalDate date) {
        if (!calendar.isTradingDay(date)) {
            return Optional.empty();
        }
        TradingSession session = calendar.session(date);
        long entryNs = EpochNs.resolve(date.atTime(entry), calendar.zone());
        long exitNs = exitNs(date, session);
        boolean isHeld = session.contains(entryNs) && entryNs < exitNs;
        return isHeld ? Optional.of(new DailyTimes(date, entryNs, exitNs)) : Optional.empty();
    }

    private long exitNs(LocalDate date, TradingSession session) {
        if (!exit.isAfter(entry)) {
            return EpochNs.resolve(date.plusDays(1).atTime(exit), calendar.zone());
        }
        long exitNs = EpochNs.resolve(date.atTime(exit), calendar.zone());
        return exitNs < session.closeNs()
                ? exitNs
                : session.closeNs() - calendar.closeLead().toNanos();
    }

    private DailyTimes first(long afterNs, ToLongFunction<DailyTimes> time) {
        LocalDate date = EpochNs.date(afterNs, calendar.zone()).minusDays(LOOK_BACK_DAYS);
        // Ends: early closes and changes of the clocks skip only so many days, and past 2262 an instant overflows.
        while (true) {
            date = calendar.nextTradingDay(date);
            Optional<DailyTimes> times = on(date);
            if (times.isPresent() && time.applyAsLong(times.get()) > afterNs) {
                return times.get();
            }
        }
    }

    private static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " = " + value + ": expected " + expected);
        }
    }
}
