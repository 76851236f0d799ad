package io.ringfence.config.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Between the calendar's time and nanoseconds since the epoch, which reach from 1677-09-21 to 2262-04-11. */
final class EpochNs {
    private static final long SECOND_NS = 1_000_000_000L;

    private EpochNs() {}

    /**
     * A local time that the clocks skip is moved forward by as much as they skip; of one shown twice, the first is meant.
     *
     * @throws ArithmeticException when it is out of range
     */
    static long resolve(LocalDateTime local, ZoneId zone) {
        Instant instant = local.atZone(zone).toInstant();
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND_NS), instant.getNano());
    }

    static LocalDate date(long timeNs, ZoneId zone) {
        return Instant.ofEpochSecond(0, timeNs).atZone(zone).toLocalDate();
    }
}
