package io.ringfence.transport.feed;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/** Where a recorded file counts its time from. */
public sealed interface TimeBase {
    /** From 1970-01-01T00:00:00Z. */
    TimeBase EPOCH = new Epoch();

    /** From 1970-01-01T00:00:00Z. */
    record Epoch() implements TimeBase {}

    /**
     * Time of day on one date, as a clock on a wall in that zone shows it. On a day when clocks are set, 09:30 is therefore
     * nine and a half hours in the file, although fewer or more have passed since midnight. A time that the clocks skip is a
     * bad row; of a time that they show twice, the first is meant. Recordings made by time of day (QuantConnect's Lean
     * writes such) are read right; with a fixed offset there is no difference.
     *
     * @param date the day
     * @param zone a region such as {@code America/New_York}, or a fixed offset such as {@code UTC-05:00}
     */
    record SinceMidnight(LocalDate date, ZoneId zone) implements TimeBase {
        /** Refuses null. */
        public SinceMidnight {
            Objects.requireNonNull(date, "date");
            Objects.requireNonNull(zone, "zone");
        }
    }
}
