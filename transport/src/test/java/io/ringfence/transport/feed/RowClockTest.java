package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowClockTest {
    private static final long DAY_NS = 86_400_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        // Fixed offset.
        "2014-05-01, UTC-05:00, 00:00:01.787, 2014-05-01T05:00:01.787Z",
        // Summer and winter.
        "2013-10-08, America/New_York, 09:30, 2013-10-08T13:30:00Z",
        "2013-12-09, America/New_York, 09:30, 2013-12-09T14:30:00Z",
        // Clocks go forward at 02:00: the wall shows 09:30 only eight and a half hours after midnight.
        "2014-03-09, America/New_York, 01:59:59.999999999, 2014-03-09T06:59:59.999999999Z",
        "2014-03-09, America/New_York, 02:00, -",
        "2014-03-09, America/New_York, 02:59:59.999999999, -",
        "2014-03-09, America/New_York, 03:00, 2014-03-09T07:00:00Z",
        "2014-03-09, America/New_York, 09:30, 2014-03-09T13:30:00Z",
        // Clocks go back at 02:00: 01:30 comes twice, the first is meant.
        "2014-11-02, America/New_York, 00:30, 2014-11-02T04:30:00Z",
        "2014-11-02, America/New_York, 01:30, 2014-11-02T05:30:00Z",
        "2014-11-02, America/New_York, 02:00, 2014-11-02T07:00:00Z",
        "2014-11-02, America/New_York, 23:59, 2014-11-03T04:59:00Z",
        // Clocks go forward at midnight itself.
        "2018-11-04, America/Sao_Paulo, 00:30, -",
        "2018-11-04, America/Sao_Paulo, 01:00, 2018-11-04T03:00:00Z",
        // Half an hour.
        "2014-10-05, Australia/Lord_Howe, 02:15, -",
        "2014-10-05, Australia/Lord_Howe, 02:30, 2014-10-04T15:30:00Z",
        // A whole day that never was.
        "2011-12-30, Pacific/Apia, 12:00, -"
    })
    void shouldReadTimeOfDayAsTheWallShowsItWhenBaseIsMidnight(
            LocalDate date, String zone, LocalTime time, String expected) {
        long epochNs = clock(date, ZoneId.of(zone)).epochNs(time.toNanoOfDay());

        assertEquals(
                expected,
                epochNs == RowClock.NOT_IN_DAY ? "-" : instant(epochNs).toString());
    }

    @Test
    void shouldRefuseWhenTimeIsPastTheDay() {
        RowClock clock = clock(LocalDate.of(2014, 5, 1), ZoneOffset.UTC);

        assertEquals(Instant.parse("2014-05-01T23:59:59.999999999Z"), instant(clock.epochNs(DAY_NS - 1)));
        assertEquals(RowClock.NOT_IN_DAY, clock.epochNs(DAY_NS));
        assertEquals(RowClock.NOT_IN_DAY, clock.epochNs(Long.MAX_VALUE));
    }

    @Test
    void shouldChangeNothingWhenBaseIsEpoch() {
        assertEquals(1_385_337_600_000_000_000L, new RowClock(TimeBase.EPOCH).epochNs(1_385_337_600_000_000_000L));
    }

    @Property(tries = 2_000)
    void shouldAgreeWithJavaTimeWhenZoneAndDayAreAny(
            @ForAll("zones") ZoneId zone,
            @ForAll("days") LocalDate date,
            @ForAll @LongRange(max = 86_399_999) long millis) {
        LocalDateTime local = date.atStartOfDay().plus(Duration.ofMillis(millis));
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);

        long epochNs = clock(date, zone).epochNs(millis * 1_000_000);

        assertEquals(
                offsets.isEmpty() ? null : local.toInstant(offsets.get(0)),
                epochNs == RowClock.NOT_IN_DAY ? null : instant(epochNs));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(new TreeSet<>(ZoneId.getAvailableZoneIds())).map(ZoneId::of);
    }

    /** Half of them in the weeks in which most clocks are set. */
    @Provide
    Arbitrary<LocalDate> days() {
        Arbitrary<LocalDate> any = Arbitraries.integers().between(1, 30_000).map(LocalDate::ofEpochDay);
        Arbitrary<LocalDate> around = Arbitraries.integers()
                .between(1971, 2030)
                .flatMap(year -> Arbitraries.of(
                                LocalDate.of(year, 3, 1), LocalDate.of(year, 9, 25), LocalDate.of(year, 10, 20))
                        .flatMap(from -> Arbitraries.integers().between(0, 30).map(from::plusDays)));
        return Arbitraries.oneOf(any, around);
    }

    private static RowClock clock(LocalDate date, ZoneId zone) {
        return new RowClock(new TimeBase.SinceMidnight(date, zone));
    }

    private static Instant instant(long epochNs) {
        return Instant.EPOCH.plusNanos(epochNs);
    }
}
