package io.ringfence.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.ConfigFactory;
import io.ringfence.config.schedule.TradingCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarSectionTest {
    private static final String LEAST =
            "name = XNYS, id = 1, zone = America/New_York, open = \"09:30\", close = \"16:00\", weekend = []";

    @Test
    void shouldReadEveryFieldWhenAllAreGiven() {
        TradingCalendar calendar = read("""
                name = XNYS, id = 65535, zone = America/New_York, open = "09:30", close = "16:00:30"
                weekend = [saturday, Sunday]
                holidays = ["2026-11-26", 2026-12-25]
                early-closes { "2026-11-27" = "13:00", 2026-12-24 = "12:30" }
                close-lead = 10 minutes
                """);

        assertEquals(
                new TradingCalendar(
                        "XNYS",
                        65_535,
                        ZoneId.of("America/New_York"),
                        LocalTime.of(9, 30),
                        LocalTime.of(16, 0, 30),
                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        Set.of(LocalDate.of(2026, 11, 26), LocalDate.of(2026, 12, 25)),
                        Map.of(
                                LocalDate.of(2026, 11, 27),
                                LocalTime.of(13, 0),
                                LocalDate.of(2026, 12, 24),
                                LocalTime.of(12, 30)),
                        Duration.ofMinutes(10)),
                calendar);
    }

    @Test
    void shouldTakeTheDefaultsWhenOnlyTheLeastIsGiven() {
        assertEquals(
                new TradingCalendar(
                        "XNYS",
                        1,
                        ZoneId.of("America/New_York"),
                        LocalTime.of(9, 30),
                        LocalTime.of(16, 0),
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        Duration.ofMinutes(5)),
                read(LEAST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone = Mars/Olympus | zone = Mars/Olympus: expected a zone such as America/New_York or UTC",
                "open = \"9:30\" | open = 9:30: expected a time of day such as 09:30",
                "open = \"24:00\" | open = 24:00: expected a time of day such as 09:30",
                "close = \"00:00\" | close = 00:00: expected a time of day such as 16:00, or 24:00",
                "close = \"24:01\" | close = 24:01: expected a time of day such as 16:00, or 24:00",
                "id = x | id = x: expected a whole number",
                "weekend = saturday | weekend = saturday: expected a list of text, found STRING",
                "weekend = [saturday, sun] | weekend[1] = sun: expected one of monday, tuesday, wednesday, thursday, friday,"
                        + " saturday, sunday",
                "weekend = [sunday, sunday] | weekend[1] = sunday: expected each day once",
                "holidays = [2026-11-26, 2026-02-29] | holidays[1] = 2026-02-29: expected a date such as 2026-11-26",
                "holidays = [2026-11-26, 2026-11-26] | holidays[1] = 2026-11-26: expected each date once",
                "early-closes { 2026-02-29 = \"13:00\" } | early-closes.2026-02-29 = 13:00: expected a date such as"
                        + " 2026-11-26 as the key",
                "early-closes { 2026-11-27 = 1pm } | early-closes.2026-11-27 = 1pm: expected a time of day such as 13:00",
                "early-closes = [] | early-closes = []: expected a { … } section, found LIST",
                "close-lead = 300 | close-lead = 300: expected a duration with its unit, such as 50 ms, 1 s, 5 minutes",
                "half-days = [] | half-days: unknown key, expected one of close, close-lead, early-closes, holidays, id,"
                        + " name, open, weekend, zone"
            })
    void shouldNameFieldValueAndReasonWhenRefused(String line, String fault) {
        assertEquals(
                "calendars[0]." + fault,
                assertThrows(ConfigException.class, () -> read(LEAST + "\n" + line))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"name", "id", "zone", "open", "close", "weekend"})
    void shouldNameTheFieldWhenItIsMissing(String key) {
        String message = assertThrows(ConfigException.class, () -> read(LEAST + "\n" + key + " = null"))
                .getMessage();
        assertEquals(
                "calendars[0]." + key + " = null: expected ", message.substring(0, message.indexOf("expected ") + 9));
    }

    private static TradingCalendar read(String text) {
        List<Section> sections =
                new Section("", ConfigFactory.parseString("calendars = [{\n" + text + "\n}]")).sections("calendars");
        return CalendarSection.read(sections.get(0));
    }
}
