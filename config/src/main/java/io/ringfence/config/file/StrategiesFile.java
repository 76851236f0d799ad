package io.ringfence.config.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Joins a strategies file to a node's. */
final class StrategiesFile {
    private static final String INSTRUMENTS = "instruments";

    private StrategiesFile() {}

    /**
     * The node's configuration with the lists of the strategies file after its own.
     *
     * @param node as it is in its file
     * @param resolved the same over the defaults
     * @param declared the strategies file, resolved
     */
    static Config join(Config node, Config resolved, Config declared) {
        Section file = new Section("", declared);
        Section own = new Section("", resolved);
        Config joined = node;
        for (String key : DeclarationSections.KEYS) {
            if (file.has(key)) {
                List<ConfigValue> values = new ArrayList<>(own.list(key));
                addTo(values, file.list(key), key);
                joined = joined.withValue(key, ConfigValueFactory.fromIterable(values));
            }
        }
        file.end();
        return joined;
    }

    /** An instrument is only a symbol, so that both may name it. */
    private static void addTo(List<ConfigValue> values, ConfigList added, String key) {
        Set<Object> symbols = new HashSet<>();
        if (key.equals(INSTRUMENTS)) {
            values.forEach(value -> symbols.add(value.unwrapped()));
        }
        for (ConfigValue value : added) {
            if (!symbols.contains(value.unwrapped())) {
                values.add(value);
            }
        }
    }
}
