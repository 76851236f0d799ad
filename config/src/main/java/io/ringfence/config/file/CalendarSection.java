package io.ringfence.config.file;

import io.ringfence.config.schedule.TradingCalendar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One entry of {@code calendars}. Holidays, early closes and the lead may be left out; a weekend may not, none is []. */
final class CalendarSection {
    private static final String END_OF_DAY = "24:00";
    private static final String DATE = "a date such as 2026-11-26";

    private CalendarSection() {}

    static TradingCalendar read(Section section) {
        TradingCalendar calendar = new TradingCalendar(
                section.text("name"),
                section.integer("id"),
                section.parsed("zone", "a zone such as America/New_York or UTC", ZoneId::of),
                section.parsed("open", "a time of day such as 09:30", LocalTime::parse),
                section.parsed("close", "a time of day such as 16:00, or 24:00", CalendarSection::close),
                weekend(section),
                section.has("holidays") ? holidays(section) : Set.of(),
                section.has("early-closes") ? earlyCloses(section.section("early-closes")) : Map.of(),
                section.has("close-lead")
                        ? Duration.ofNanos(section.durationNs("close-lead"))
                        : TradingCalendar.DEFAULT_CLOSE_LEAD);
        section.end();
        return calendar;
    }

    /** The record says 24:00 as midnight, so that a midnight at the beginning of the day must not get there. */
    private static LocalTime close(String text) {
        if (text.equals(END_OF_DAY)) {
            return LocalTime.MIDNIGHT;
        }
        LocalTime time = LocalTime.parse(text);
        if (time.equals(LocalTime.MIDNIGHT)) {
            throw new DateTimeException(text);
        }
        return time;
    }

    private static Set<DayOfWeek> weekend(Section section) {
        List<String> words = Arrays.stream(DayOfWeek.values())
                .map(day -> day.name().toLowerCase(Locale.ROOT))
                .toList();
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        List<String> texts = section.texts("weekend");
        for (int i = 0; i < texts.size(); i++) {
            int day = words.indexOf(texts.get(i).toLowerCase(Locale.ROOT));
            if (day < 0) {
                throw section.refusal("weekend", i, "expected one of " + String.join(", ", words));
            }
            if (!days.add(DayOfWeek.values()[day])) {
                throw section.refusal("weekend", i, "expected each day once");
            }
        }
        return days;
    }

    private static Set<LocalDate> holidays(Section section) {
        Set<LocalDate> dates = new HashSet<>();
        List<String> texts = section.texts("holidays");
        for (int i = 0; i < texts.size(); i++) {
            try {
                if (!dates.add(LocalDate.parse(texts.get(i)))) {
                    throw section.refusal("holidays", i, "expected each date once");
                }
            } catch (DateTimeException e) {
                throw section.refusal("holidays", i, "expected " + DATE);
            }
        }
        return dates;
    }

    private static Map<LocalDate, LocalTime> earlyCloses(Section section) {
        Map<LocalDate, LocalTime> closes = new HashMap<>();
        for (String key : section.keys()) {
            LocalTime time = section.parsed(key, "a time of day such as 13:00", LocalTime::parse);
            try {
                closes.put(LocalDate.parse(key), time);
            } catch (DateTimeException e) {
                throw section.refusal(key, "expected " + DATE + " as the key");
            }
        }
        return closes;
    }
}
