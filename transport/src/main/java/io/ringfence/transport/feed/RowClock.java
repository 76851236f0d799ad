package io.ringfence.transport.feed;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.TreeSet;

/**
 * Turns what the time column holds into nanoseconds since the epoch.
 *
 * <p>A day in a zone is cut once into stretches of one offset each, so that a row costs a comparison or two.
 */
final class RowClock {
    /** The time does not exist on that day in that zone. */
    static final long NOT_IN_DAY = Long.MIN_VALUE;

    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    /** Start of each stretch, in nanoseconds of the day; null when time counts from the epoch. */
    private final long[] stretchFromNs;
    /** What to add in each stretch, or {@link #NOT_IN_DAY} in one that the clocks skip. */
    private final long[] stretchBaseNs;

    RowClock(TimeBase base) {
        if (!(base instanceof TimeBase.SinceMidnight day)) {
            stretchFromNs = null;
            stretchBaseNs = null;
            return;
        }
        ZoneRules rules = day.zone().getRules();
        LocalDateTime midnight = day.date().atStartOfDay();
        List<LocalDateTime> starts = List.copyOf(stretches(rules, midnight));
        stretchFromNs = new long[starts.size()];
        stretchBaseNs = new long[starts.size()];
        for (int i = 0; i < starts.size(); i++) {
            stretchFromNs[i] = midnight.until(starts.get(i), ChronoUnit.NANOS);
            // Empty in a gap; where clocks show a time twice, the first offset is the earlier reading.
            List<ZoneOffset> offsets = rules.getValidOffsets(starts.get(i));
            stretchBaseNs[i] = offsets.isEmpty() ? NOT_IN_DAY : midnight.toEpochSecond(offsets.get(0)) * SECOND_NS;
        }
    }

    private static TreeSet<LocalDateTime> stretches(ZoneRules rules, LocalDateTime midnight) {
        LocalDateTime end = midnight.plusDays(1);
        TreeSet<LocalDateTime> starts = new TreeSet<>(List.of(midnight));
        // Offsets reach 18 hours to either side, so two days before is before midnight in any zone.
        ZoneOffsetTransition next = rules.nextTransition(midnight.minusDays(2).toInstant(ZoneOffset.UTC));
        while (next != null && next.getInstant().isBefore(end.plusDays(2).toInstant(ZoneOffset.UTC))) {
            for (LocalDateTime edge : List.of(next.getDateTimeBefore(), next.getDateTimeAfter())) {
                if (edge.isAfter(midnight) && edge.isBefore(end)) {
                    starts.add(edge);
                }
            }
            next = rules.nextTransition(next.getInstant());
        }
        return starts;
    }

    /**
     * Nanoseconds since the epoch, or {@link #NOT_IN_DAY}.
     *
     * @param columnNs what the column holds, in nanoseconds, not negative
     */
    long epochNs(long columnNs) {
        if (stretchFromNs == null) {
            return columnNs;
        }
        if (columnNs >= DAY_NS) {
            return NOT_IN_DAY;
        }
        int stretch = stretchFromNs.length - 1;
        while (columnNs < stretchFromNs[stretch]) {
            stretch--;
        }
        long baseNs = stretchBaseNs[stretch];
        return baseNs == NOT_IN_DAY ? NOT_IN_DAY : baseNs + columnNs;
    }
}
