package io.ringfence.config.cli;

import io.ringfence.journal.JournalReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * An option whose value is a time: an instant, or a time of day, which is UTC and of the day on which the journal's last event
 * was.
 */
record TimeArgument(String option, String value) {
    private static final String EXPECTED = "an instant such as 2013-11-25T09:31:00Z, or a time of day such as 09:31 or"
            + " 09:31:00, which is UTC and of the day of the journal's last event";
    private static final long SECOND_NS = 1_000_000_000L;

    /**
     * Takes a value in.
     *
     * @throws ArgumentException when it is no time
     */
    TimeArgument {
        parse(option, value, 0);
    }

    /** Nanoseconds since the epoch. Reads the journal to its end for a time of day. */
    long timeNs(JournalReader journal) throws IOException {
        return parse(option, value, isTimeOfDay(value) ? lastTimestampNs(journal) : 0);
    }

    private static boolean isTimeOfDay(String value) {
        return value.indexOf('T') < 0;
    }

    private static long parse(String option, String value, long lastTimestampNs) {
        try {
            Instant instant;
            if (isTimeOfDay(value)) {
                LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(0, lastTimestampNs), ZoneOffset.UTC);
                instant = LocalTime.parse(value).atDate(day).toInstant(ZoneOffset.UTC);
            } else {
                instant = Instant.parse(value);
            }
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND_NS), instant.getNano());
        } catch (DateTimeException | ArithmeticException otherwise) {
            throw new ArgumentException(option, value, EXPECTED);
        }
    }

    private static long lastTimestampNs(JournalReader journal) throws IOException {
        long[] last = {0};
        journal.forEach(1, Long.MAX_VALUE, (sequence, timestampNs, buffer, offset, length) -> last[0] = timestampNs);
        return last[0];
    }
}
