package io.ringfence.journal.sql;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times as PostgreSQL has them: cut, not rounded, to microseconds, so that none is ahead of the event it is of. */
final class SqlTime {
    private SqlTime() {}

    static OffsetDateTime of(long timeNs) {
        return Instant.ofEpochSecond(0, timeNs).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** For the JSON of a payload, exact. */
    static String iso(long timeNs) {
        return Instant.ofEpochSecond(0, timeNs).toString();
    }
}
