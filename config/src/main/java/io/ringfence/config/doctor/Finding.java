package io.ringfence.config.doctor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that was looked at.
 *
 * @param topic which it belongs to
 * @param name of the thing, in a few words; each once
 * @param level what it costs
 * @param found how it is, with its value; of an unknown one, why
 * @param cost in latency, in words; empty where there is none
 * @param change how to change it, or how to find out: each a command, a setting or a sentence; empty where there is nothing
 *     to change
 * @param values that were measured or counted, by name with the unit at its end, in order
 */
public record Finding(
        Topic topic,
        String name,
        Level level,
        String found,
        String cost,
        List<String> change,
        Map<String, Long> values) {

    /** Copies the lists. */
    public Finding {
        change = List.copyOf(change);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The same with one more value. */
    Finding with(String valueName, long value) {
        Map<String, Long> more = new LinkedHashMap<>(values);
        more.put(valueName, value);
        return new Finding(topic, name, level, found, cost, change, more);
    }
}
