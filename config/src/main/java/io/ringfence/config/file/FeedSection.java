package io.ringfence.config.file;

import io.ringfence.transport.feed.CsvColumn;
import io.ringfence.transport.feed.CsvFeedConfig;
import io.ringfence.transport.feed.CsvTimeUnit;
import io.ringfence.transport.feed.TimeBase;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** One entry of {@code feeds}. Only what has no sensible default must be given. */
final class FeedSection {
    private FeedSection() {}

    static CsvFeedConfig read(Section section, double defaultPacing) {
        CsvFeedConfig config = new CsvFeedConfig(
                section.text("name"),
                section.integer("id"),
                section.text("symbol"),
                section.text("source"),
                section.has("header-lines") ? section.integer("header-lines") : 0,
                section.has("separator") ? separator(section) : ',',
                section.texts("columns").stream()
                        .map(word -> column(section, word))
                        .toList(),
                section.choice("time-unit", CsvTimeUnit.class),
                timeBase(section),
                section.has("price-divisor") ? section.wide("price-divisor") : 1,
                section.has("quantity-divisor") ? section.wide("quantity-divisor") : 1,
                section.has("pacing") ? pacing(section) : defaultPacing,
                section.has("max-bad-rows") ? section.wide("max-bad-rows") : CsvFeedConfig.DEFAULT_MAX_BAD_ROWS,
                section.has("max-reported-rows")
                        ? section.integer("max-reported-rows")
                        : CsvFeedConfig.DEFAULT_MAX_REPORTED_ROWS,
                section.has("max-line-chars")
                        ? section.integer("max-line-chars")
                        : CsvFeedConfig.DEFAULT_MAX_LINE_CHARS);
        section.end();
        return config;
    }

    private static char separator(Section section) {
        String text = section.text("separator");
        if (text.length() != 1) {
            throw section.refusal("separator", "expected one character");
        }
        return text.charAt(0);
    }

    private static CsvColumn column(Section section, String word) {
        List<String> words =
                Arrays.stream(CsvColumn.values()).map(CsvColumn::word).toList();
        int index = words.indexOf(word);
        if (index < 0) {
            throw section.refusal("columns", "\"" + word + "\" is none of " + String.join(", ", words));
        }
        return CsvColumn.values()[index];
    }

    /** {@code max}, or a factor such as {@code 1x} or {@code 100x}. */
    static double pacing(Section section) {
        return section.parsed(
                "pacing",
                "max, or a factor of real time such as 1x or 100x",
                text -> text.equals("max") ? 0 : factor(text));
    }

    private static double factor(String text) {
        if (!text.matches("\\d+(\\.\\d+)?x")) {
            throw new IllegalArgumentException(text);
        }
        return Double.parseDouble(text.substring(0, text.length() - 1));
    }

    private static TimeBase timeBase(Section section) {
        if (!section.has("since-midnight")) {
            return TimeBase.EPOCH;
        }
        Section midnight = section.section("since-midnight");
        TimeBase base = new TimeBase.SinceMidnight(
                midnight.parsed("date", "a date such as 2014-05-08", LocalDate::parse),
                midnight.parsed("zone", "a zone such as America/New_York or UTC-05:00", ZoneId::of));
        midnight.end();
        return base;
    }
}
