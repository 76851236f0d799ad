package io.ringfence.config.node;

import io.ringfence.config.schedule.DailySchedule;
import io.ringfence.config.schedule.TradingCalendar;
import io.ringfence.transport.command.Calendars;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The configured calendars as clients name them. */
final class NodeCalendars implements Calendars {
    private final List<TradingCalendar> calendars;

    NodeCalendars(List<TradingCalendar> calendars) {
        this.calendars = calendars;
    }

    @Override
    public List<String> names() {
        int highest = calendars.stream().mapToInt(TradingCalendar::id).max().orElse(0);
        return IntStream.rangeClosed(0, highest)
                .mapToObj(id -> of(id).map(TradingCalendar::name).orElse(""))
                .toList();
    }

    private Optional<TradingCalendar> of(int id) {
        return calendars.stream().filter(calendar -> calendar.id() == id).findFirst();
    }

    @Override
    public Optional<String> fault(int calendarId, LocalTime entry, LocalTime exit) {
        try {
            new DailySchedule(of(calendarId).orElseThrow(), entry, exit);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(refused.getMessage());
        }
    }
}
