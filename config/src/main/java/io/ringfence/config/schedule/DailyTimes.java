package io.ringfence.config.schedule;

import java.time.LocalDate;

/**
 * When a daily round begins and ends.
 *
 * @param date the trading day of the entry, in the calendar's zone
 * @param entryNs nanoseconds since the epoch
 * @param exitNs nanoseconds since the epoch, after {@code entryNs}
 */
public record DailyTimes(LocalDate date, long entryNs, long exitNs) {}
