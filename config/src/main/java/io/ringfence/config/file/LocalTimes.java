package io.ringfence.config.file;

import io.ringfence.config.schedule.DailySchedule;
import io.ringfence.config.schedule.TradingCalendar;
import io.ringfence.core.command.TermsSpec.Times;
import io.ringfence.core.event.LateStart;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Times in a calendar's zone: times of day are left to the calendar, for every trading day; a date and time is resolved here,
 * for once.
 */
final class LocalTimes {
    private static final String EXPECTED =
            "a time of day such as 09:31, for every trading day, or a local date and time such as 2026-11-23T09:31";

    private final Section section;
    private final TradingCalendar calendar;
    private final String entryKey;
    private final String exitKey;

    LocalTimes(Section section, TradingCalendar calendar, String entryKey, String exitKey) {
        this.section = section;
        this.calendar = calendar;
        this.entryKey = entryKey;
        this.exitKey = exitKey;
    }

    /** Whether the text is a time without its offset. */
    static boolean isLocal(String text) {
        return isTimeOfDay(text) || parses(LocalDateTime::parse, text);
    }

    private static boolean isTimeOfDay(String text) {
        return parses(LocalTime::parse, text);
    }

    private static boolean parses(Function<String, ?> parser, String text) {
        try {
            parser.apply(text);
            return true;
        } catch (DateTimeException otherwise) {
            return false;
        }
    }

    Times read(boolean isRequired, long holdingTimeNs, LateStart lateStart) {
        boolean isDaily = isDaily(entryKey) || isDaily(exitKey);
        if (isDaily) {
            LocalTime entry = section.parsed(entryKey, "a time of day as the other is", LocalTime::parse);
            LocalTime exit = section.parsed(exitKey, "a time of day as the other is", LocalTime::parse);
            check(entry, exit);
            return new Times(
                    OptionalLong.of(entry.toNanoOfDay()),
                    OptionalLong.of(exit.toNanoOfDay()),
                    calendar.id(),
                    holdingTimeNs,
                    lateStart);
        }
        return new Times(instant(entryKey, isRequired), instant(exitKey, isRequired), 0, holdingTimeNs, lateStart);
    }

    private boolean isDaily(String key) {
        return section.has(key) && isTimeOfDay(section.text(key));
    }

    private void check(LocalTime entry, LocalTime exit) {
        try {
            new DailySchedule(calendar, entry, exit);
        } catch (IllegalArgumentException refused) {
            boolean isEntry = refused.getMessage().startsWith("entry");
            throw section.refusal(isEntry ? entryKey : exitKey, reason(refused, isEntry ? entry : exit));
        }
    }

    private OptionalLong instant(String key, boolean isRequired) {
        if (!isRequired && !section.has(key)) {
            return OptionalLong.empty();
        }
        LocalDateTime local = section.parsed(key, EXPECTED, LocalDateTime::parse);
        try {
            return OptionalLong.of(calendar.at(key, local));
        } catch (IllegalArgumentException refused) {
            throw section.refusal(key, reason(refused, local));
        }
    }

    /** The calendar's words after field and value, which the section says with their place. */
    private static String reason(IllegalArgumentException refused, Object value) {
        String message = refused.getMessage();
        String valueEnd = " = " + value + ": ";
        return message.substring(message.indexOf(valueEnd) + valueEnd.length());
    }
}
