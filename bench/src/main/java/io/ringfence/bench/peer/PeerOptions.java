package io.ringfence.bench.peer;

import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.ring.WaitProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What peers take from a run's options; others are passed over.
 *
 * <table>
 *   <caption>Options</caption>
 *   <tr><th>{@code ring.slots}</th><td>size of the ring or of the queue; the ring's default</td></tr>
 *   <tr><th>{@code ring.wait}</th><td>wait profile of the ring's consumer: {@code quiet}, {@code balanced}; {@code spin},
 *       the measured host's default</td></tr>
 *   <tr><th>{@code every}</th><td>the time of each n-th message is taken at the end of its way, and with Redis a stop fires
 *       on it; 1</td></tr>
 *   <tr><th>{@code directory}</th><td>in which peers make a directory for their files; the system's for temporary ones</td></tr>
 *   <tr><th>{@code exchange-core.wait}</th><td>{@code busy_spin}, {@code yielding}, {@code blocking}; {@code auto}: by the
 *       number of cores</td></tr>
 * </table>
 */
final class PeerOptions {
    private final Map<String, String> values;

    PeerOptions(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Slots of the ring, or places in the queue. */
    int slots() {
        return (int) number("ring.slots", RingConfig.defaults().slots(), 64, 1 << 22);
    }

    WaitProfile waitProfile() {
        return choice("ring.wait", WaitProfile.class, WaitProfile.SPIN.name());
    }

    /** Of how many messages one is timed at its end. */
    long every() {
        return number("every", 1, 1, 1_000_000_000);
    }

    /** Makes an empty directory, to be deleted by whoever asked. */
    Path newDirectory(String name) throws IOException {
        String parent = values.get("directory");
        return parent == null
                ? Files.createTempDirectory("ringfence-" + name)
                : Files.createTempDirectory(Files.createDirectories(Path.of(parent)), "ringfence-" + name);
    }

    /** One of an enum's names, in lower case. */
    <E extends Enum<E>> E choice(String key, Class<E> type, String usual) {
        String text = values.getOrDefault(key, usual).toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        StringBuilder expected = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            expected.append(expected.length() == 0 ? "" : ", ")
                    .append(constant.name().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException(key + " = " + values.get(key) + ": expected one of " + expected);
    }

    private long number(String key, long usual, long min, long max) {
        String text = values.getOrDefault(key, Long.toString(usual));
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < min || Long.parseLong(text) > max) {
            throw new IllegalArgumentException(key + " = " + text + ": expected " + min + " to " + max);
        }
        return Long.parseLong(text);
    }
}
