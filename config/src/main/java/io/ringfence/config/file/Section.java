package io.ringfence.config.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException.Missing;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.ringfence.core.decimal.Decimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * One object of a configuration file, read value by value. {@link #end()} refuses the keys that were not asked for, so a
 * misspelt one never goes unnoticed.
 */
final class Section {
    private final String path;
    private final Config config;
    private final Set<String> known = new HashSet<>();

    Section(String path, Config config) {
        this.path = path;
        this.config = config;
    }

    /** Refuses keys that nobody read. */
    void end() {
        Set<String> unknown = new TreeSet<>(config.root().keySet());
        unknown.removeAll(known);
        for (String key : unknown) {
            ConfigValue value = config.root().get(key);
            throw new ConfigException(pathOf(key) + place(value) + ": unknown key, expected one of "
                    + String.join(", ", new TreeSet<>(known)));
        }
    }

    /** Whether the key is there and not null. */
    boolean has(String key) {
        known.add(key);
        return config.hasPath(quoted(key));
    }

    /** The keys that are there, in order. */
    Set<String> keys() {
        return new TreeSet<>(config.root().keySet());
    }

    Section section(String key) {
        return new Section(
                pathOf(key), read(key, ConfigValueType.OBJECT, "a { … } section", c -> c.getConfig(quoted(key))));
    }

    /** The sections of a list, each with its number in brackets in its path. */
    List<Section> sections(String key) {
        return sections(key, i -> "[" + i + "]");
    }

    /** The sections of a list, each with its number after a dot in its path. */
    List<Section> elements(String key) {
        return sections(key, i -> "." + i);
    }

    private List<Section> sections(String key, IntFunction<String> place) {
        ConfigList list = read(key, ConfigValueType.LIST, "a list of { … } sections", c -> c.getList(quoted(key)));
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String elementPath = pathOf(key) + place.apply(i);
            if (!(list.get(i) instanceof ConfigObject object)) {
                throw new ConfigException(elementPath + " = " + list.get(i).unwrapped() + place(list.get(i))
                        + ": expected a { … } section");
            }
            sections.add(new Section(elementPath, object.toConfig()));
        }
        return sections;
    }

    ConfigList list(String key) {
        return read(key, ConfigValueType.LIST, "a list", c -> c.getList(quoted(key)));
    }

    String text(String key) {
        return read(key, null, "text", c -> c.getString(quoted(key)));
    }

    List<String> texts(String key) {
        return read(key, ConfigValueType.LIST, "a list of text", c -> c.getStringList(quoted(key)));
    }

    boolean flag(String key) {
        return read(key, null, "true or false", c -> c.getBoolean(quoted(key)));
    }

    int integer(String key) {
        long value = wide(key);
        if (value != (int) value) {
            throw refusal(key, "expected a whole number from -2147483648 to 2147483647");
        }
        return (int) value;
    }

    long wide(String key) {
        String text = text(key);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refusal(key, "expected a whole number");
        }
    }

    double real(String key) {
        return read(key, null, "a number", c -> c.getDouble(quoted(key)));
    }

    /** A scaled decimal. */
    long decimal(String key) {
        try {
            return Decimal.parse(text(key));
        } catch (IllegalArgumentException e) {
            throw refusal(key, e.getMessage());
        }
    }

    /** A percentage, as a scaled ratio. */
    long percent(String key) {
        long percent = decimal(key);
        long ratio = Decimal.divide(percent, 100 * Decimal.ONE, RoundingMode.FLOOR);
        if (Decimal.multiply(ratio, 100 * Decimal.ONE, RoundingMode.FLOOR) != percent) {
            throw refusal(key, "expected at most 6 decimals");
        }
        return ratio;
    }

    long durationNs(String key) {
        Duration duration = read(key, null, "a duration such as 50 ms, 1 s, 5 minutes", c -> {
            if (c.getString(quoted(key)).matches("\\s*\\d+\\s*")) {
                throw refusal(key, "expected a duration with its unit, such as 50 ms, 1 s, 5 minutes");
            }
            return c.getDuration(quoted(key));
        });
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            throw refusal(key, "expected a duration below 292 years");
        }
    }

    int durationMs(String key) {
        long ms = durationNs(key) / 1_000_000;
        if (ms > Integer.MAX_VALUE) {
            throw refusal(key, "expected a duration below 24 days");
        }
        return (int) ms;
    }

    /** A size such as 64 KiB or a plain number of bytes. */
    long bytes(String key) {
        return read(key, null, "a size such as 64 KiB", c -> c.getBytes(quoted(key)));
    }

    int smallBytes(String key) {
        long value = bytes(key);
        if (value > Integer.MAX_VALUE) {
            throw refusal(key, "expected less than 2 GiB");
        }
        return (int) value;
    }

    /** A constant of an enum, in lower case, with dashes. */
    <E extends Enum<E>> E choice(String key, Class<E> type) {
        return choice(key, type, List.of(type.getEnumConstants()));
    }

    /** One of the offered constants. */
    <E extends Enum<E>> E choice(String key, Class<E> type, List<E> offered) {
        return choice(key, text(key), "one of ", offered);
    }

    /** A list of offered constants. */
    <E extends Enum<E>> List<E> choices(String key, List<E> offered) {
        return texts(key).stream()
                .map(text -> choice(key, text, "a list of ", offered))
                .toList();
    }

    private <E extends Enum<E>> E choice(String key, String text, String expected, List<E> offered) {
        for (E constant : offered) {
            if (word(constant).equals(text.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return constant;
            }
        }
        throw refusal(
                key,
                "expected " + expected
                        + String.join(", ", offered.stream().map(Section::word).toList()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An instant such as 2013-11-25T09:30:00Z or with an offset, in nanoseconds since the epoch. */
    long instantNs(String key) {
        String text = text(key);
        try {
            OffsetDateTime time = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            return Math.addExact(Math.multiplyExact(time.toEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw refusal(key, "expected a time with its offset, such as 2013-11-25T09:30:00Z");
        }
    }

    /** A time of day such as 09:31, in nanoseconds since midnight. */
    long timeOfDayNs(String key) {
        return parsed(key, "a time of day such as 09:31", LocalTime::parse).toNanoOfDay();
    }

    /** Runs a parser of the caller's on the text. */
    <T> T parsed(String key, String expected, Function<String, T> parser) {
        String text = text(key);
        try {
            return parser.apply(text);
        } catch (RuntimeException e) {
            throw refusal(key, "expected " + expected);
        }
    }

    /** A fault of this key's value. */
    ConfigException refusal(String key, String why) {
        ConfigValue value = config.root().get(key);
        Object shown = value == null ? "(absent)" : value.unwrapped();
        return new ConfigException(pathOf(key) + " = " + shown + place(value) + ": " + why);
    }

    /** A fault of the section as a whole. */
    ConfigException fault(String why) {
        return new ConfigException(path + place(config.root()) + ": " + why);
    }

    /** Everything in the section as text, the same for the same keys and values. */
    String content() {
        return config.root().render(ConfigRenderOptions.concise());
    }

    /** A fault of one element of this key's list. */
    ConfigException refusal(String key, int index, String why) {
        ConfigValue element = config.getList(quoted(key)).get(index);
        return new ConfigException(
                pathOf(key) + "[" + index + "] = " + element.unwrapped() + place(element) + ": " + why);
    }

    /** Exactly one of the keys must be there; returns it. */
    String oneOf(String... keys) {
        List<String> present = Arrays.stream(keys).filter(this::has).toList();
        if (present.size() != 1) {
            throw fault("expected exactly one of " + String.join(", ", keys) + ", found "
                    + (present.isEmpty() ? "none" : String.join(" and ", present)));
        }
        return present.get(0);
    }

    private <T> T read(String key, ConfigValueType type, String expected, Function<Config, T> reader) {
        known.add(key);
        ConfigValue value = config.root().get(key);
        if (value == null) {
            throw new ConfigException(pathOf(key) + place(config.root()) + ": missing, expected " + expected);
        }
        try {
            return reader.apply(config);
        } catch (Missing e) {
            throw refusal(key, "expected " + expected);
        } catch (com.typesafe.config.ConfigException e) {
            throw refusal(key, "expected " + (type == null ? expected : expected + ", found " + value.valueType()));
        }
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String quoted(String key) {
        return com.typesafe.config.ConfigUtil.quoteString(key);
    }

    /** File and line, where they are known. */
    private static String place(ConfigValue value) {
        if (value == null) {
            return "";
        }
        ConfigOrigin origin = value.origin();
        String source = origin.filename() != null ? origin.filename() : origin.resource();
        if (source == null) {
            return origin.description().equals(ConfigFile.SET_ORIGIN) ? " (" + ConfigFile.SET_ORIGIN + ")" : "";
        }
        return " (" + source + (origin.lineNumber() > 0 ? ":" + origin.lineNumber() : "") + ")";
    }
}
