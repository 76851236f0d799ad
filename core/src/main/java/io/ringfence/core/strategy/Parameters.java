package io.ringfence.core.strategy;

import io.ringfence.core.decimal.Decimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Parameters of a plug-in: {@code name=value} pairs, separated by spaces. Not changed once made. */
public final class Parameters {
    private final Map<String, String> values = new LinkedHashMap<>();

    private Parameters() {}

    /**
     * Takes them apart.
     *
     * @throws IllegalArgumentException when a part is not name=value, or a name comes twice
     */
    public static Parameters parse(String text) {
        Parameters parameters = new Parameters();
        for (String pair : text.isBlank() ? new String[0] : text.strip().split(" +")) {
            int at = pair.indexOf('=');
            if (at <= 0 || at == pair.length() - 1) {
                throw new IllegalArgumentException("parameters = \"" + text + "\": expected name=value, not " + pair);
            }
            if (parameters.values.put(pair.substring(0, at), pair.substring(at + 1)) != null) {
                throw new IllegalArgumentException(
                        "parameters = \"" + text + "\": " + pair.substring(0, at) + " stands there twice");
            }
        }
        return parameters;
    }

    /** Refuses names that are not among these. */
    public void expectOnly(String... names) {
        Set<String> known = Set.of(names);
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("parameter " + name + ": expected "
                        + (names.length == 0 ? "none" : "one of " + String.join(", ", names)));
            }
        }
    }

    /** A whole number from min to max. */
    public int integer(String name, int min, int max) {
        String text = text(name);
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "parameter " + name + " = " + text + ": expected a whole number, " + min + " to " + max);
    }

    /** A decimal, scaled. */
    public long decimal(String name) {
        String text = text(name);
        try {
            return Decimal.parse(text);
        } catch (IllegalArgumentException | ArithmeticException notADecimal) {
            throw new IllegalArgumentException("parameter " + name + " = " + text + ": expected a decimal");
        }
    }

    /** Whether there is such a parameter. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text of a parameter. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("parameter " + name + " is missing");
        }
        return value;
    }
}
