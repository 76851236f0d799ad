package io.ringfence.config.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Calendars and times of day around changes of the clocks, many of them at night, where clocks change. */
final class RandomCalendars {
    private static final int DAY_MINUTES = 24 * 60;
    private static final int NEAR_DAYS = 6;

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("Europe/London"),
            ZoneId.of("Australia/Sydney"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Africa/Casablanca"));

    private RandomCalendars() {}

    /** A calendar, a round within its regular hours, and an instant near a change of its clocks. */
    record Scene(TradingCalendar calendar, LocalTime entry, LocalTime exit, LocalDate near, long afterNs) {}

    /** Where and when: the change of the clocks that the rest lies around. */
    record Change(ZoneId zone, LocalDate date, long timeNs) {}

    /** Minutes of the day. */
    record Hours(int open, int entry, int exit, int close) {}

    /** Days from the change that are no regular ones. */
    record Exceptions(Set<DayOfWeek> weekend, Set<Integer> holidays, Map<Integer, Integer> earlyCloses) {}

    static Arbitrary<Scene> scenes() {
        return Arbitraries.frequencyOf(Tuple.of(4, exchanges()), Tuple.of(1, alwaysOpen()));
    }

    static Arbitrary<LocalTime> times() {
        return minutes().map(RandomCalendars::time);
    }

    private static Arbitrary<Scene> exchanges() {
        Arbitrary<Duration> leads = Arbitraries.of(1, 5, 30, 120, 1_440).map(Duration::ofMinutes);
        return Combinators.combine(changes(), hours(), exceptions(), leads, shifts())
                .as((change, hours, exceptions, lead, shift) -> {
                    TradingCalendar calendar = calendar(change, hours, exceptions, lead);
                    return new Scene(
                            calendar, time(hours.entry()), time(hours.exit()), change.date(), change.timeNs() + shift);
                });
    }

    private static Arbitrary<Scene> alwaysOpen() {
        Exceptions none = new Exceptions(Set.of(), Set.of(), Map.of());
        return Combinators.combine(changes(), minutes(), minutes(), shifts()).as((change, entry, exit, shift) -> {
            TradingCalendar calendar =
                    calendar(change, new Hours(0, entry, exit, DAY_MINUTES), none, Duration.ofMinutes(5));
            return new Scene(calendar, time(entry), time(exit), change.date(), change.timeNs() + shift);
        });
    }

    private static Arbitrary<Change> changes() {
        return Combinators.combine(
                        Arbitraries.of(ZONES),
                        Arbitraries.integers().between(0, 365 * 15),
                        Arbitraries.integers().between(0, 6))
                .as((zone, day, spread) -> {
                    Instant from = LocalDate.of(2015, 1, 1)
                            .plusDays(day)
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC);
                    ZoneOffsetTransition next = zone.getRules().nextTransition(from);
                    Instant change = next == null ? from : next.getInstant();
                    LocalDate date = change.atZone(zone).toLocalDate().plusDays(spread - 3L);
                    return new Change(zone, date, change.getEpochSecond() * 1_000_000_000L);
                });
    }

    /** Nanoseconds; half of them a whole minute. */
    private static Arbitrary<Long> shifts() {
        long reachMinutes = (long) NEAR_DAYS * DAY_MINUTES;
        return Combinators.combine(
                        Arbitraries.longs().between(-reachMinutes, reachMinutes), Arbitraries.of(0L, 0L, 1L, -1L))
                .as((minutes, ns) -> minutes * NaiveCalendar.MINUTE_NS + ns);
    }

    private static Arbitrary<Integer> minutes() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(0, 16).map(quarter -> quarter * 15)),
                Tuple.of(2, Arbitraries.integers().between(0, DAY_MINUTES - 1)));
    }

    private static Arbitrary<Hours> hours() {
        return Combinators.combine(
                        minutes().set().ofSize(3),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, DAY_MINUTES))
                .as((minutes, isAtOpen, length) -> {
                    List<Integer> sorted = minutes.stream().sorted().toList();
                    int close = Math.min(DAY_MINUTES, sorted.get(2) + length);
                    return new Hours(isAtOpen ? sorted.get(1) : sorted.get(0), sorted.get(1), sorted.get(2), close);
                });
    }

    private static Arbitrary<Exceptions> exceptions() {
        Arbitrary<Integer> days = Arbitraries.integers().between(-NEAR_DAYS, NEAR_DAYS);
        return Combinators.combine(
                        Arbitraries.of(DayOfWeek.class).set().ofMaxSize(6),
                        days.set().ofMaxSize(4),
                        Arbitraries.maps(days, Arbitraries.integers().between(0, DAY_MINUTES))
                                .ofMaxSize(8))
                .as(Exceptions::new);
    }

    private static TradingCalendar calendar(Change change, Hours hours, Exceptions exceptions, Duration lead) {
        Set<LocalDate> holidays =
                exceptions.holidays().stream().map(change.date()::plusDays).collect(Collectors.toSet());
        Map<LocalDate, LocalTime> earlyCloses = new HashMap<>();
        exceptions.earlyCloses().forEach((days, minute) -> {
            LocalDate date = change.date().plusDays(days);
            boolean isTraded = !exceptions.weekend().contains(date.getDayOfWeek()) && !holidays.contains(date);
            int early = hours.open() + 1 + minute % Math.max(1, hours.close() - hours.open() - 1);
            if (isTraded && early < hours.close()) {
                earlyCloses.put(date, time(early));
            }
        });
        return new TradingCalendar(
                "any",
                7,
                change.zone(),
                time(hours.open()),
                time(hours.close()),
                exceptions.weekend(),
                holidays,
                earlyCloses,
                lead);
    }

    private static LocalTime time(int minute) {
        return LocalTime.ofSecondOfDay(minute % DAY_MINUTES * 60L);
    }
}
