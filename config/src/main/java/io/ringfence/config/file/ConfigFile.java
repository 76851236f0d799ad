package io.ringfence.config.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.ringfence.config.node.NodeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the configuration of a node: the defaults, a profile or file over them, single settings over both. */
public final class ConfigFile {
    static final String SET_ORIGIN = "--set";

    private static final String DEFAULTS = "reference.conf";
    /** Profiles for machines; the demo is one for a node. */
    private static final List<String> MACHINES = List.of("colocated", "laptop");

    private ConfigFile() {}

    /**
     * Reads a file of the user's over the defaults.
     *
     * @param settings each {@code key=value}, the key with dots
     * @throws ConfigException in one line, naming key, value, place and why
     */
    public static NodeConfig file(Path file, List<String> settings) {
        return load(Optional.of(file), Optional.empty(), settings);
    }

    /** Reads a profile that comes with the product, such as {@code demo}, over the defaults; otherwise as {@link #file}. */
    public static NodeConfig profile(String name, List<String> settings) {
        return load(profile(name), Optional.empty(), settings);
    }

    /** Reads a node's file, or the demo's profile, and a strategies file, without a profile for the machine. */
    public static NodeConfig load(Optional<Path> file, Optional<Path> strategies, List<String> settings) {
        return load(Optional.empty(), file, strategies, settings);
    }

    private static Config profile(String name) {
        return resource("profiles/" + name + ".conf");
    }

    /**
     * Reads a node's file, or the demo's profile, over a profile for the machine, and what a strategies file declares beside it: lists of both are joined,
     * the node's first, and a symbol that both name counts once.
     *
     * @param profile for the machine: {@code colocated} or {@code laptop}; absent: none
     * @param file of the node; absent: the demo's profile
     * @param strategies file with accounts, calendars, instruments, strategies, conditions and commands, and no other key
     * @param settings as in {@link #file}, over both
     * @throws ConfigException in one line, naming key, value, place and why
     */
    public static NodeConfig load(
            Optional<String> profile, Optional<Path> file, Optional<Path> strategies, List<String> settings) {
        Config node = file.isPresent() ? parse("--config", file.get()) : profile("demo");
        if (profile.isPresent() && !MACHINES.contains(profile.get())) {
            throw new ConfigException(
                    "--profile = " + profile.get() + ": expected one of " + String.join(", ", MACHINES));
        }
        Config over = profile.isPresent() ? node.withFallback(profile(profile.get())) : node;
        return load(over, strategies, settings);
    }

    private static Config parse(String option, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigException(option + " = " + file + ": expected a file");
        }
        return parse(() -> ConfigFactory.parseFile(file.toFile(), strict()));
    }

    private static Config resource(String name) {
        return parse(() -> ConfigFactory.parseResources(name, strict()));
    }

    private static ConfigParseOptions strict() {
        return ConfigParseOptions.defaults().setAllowMissing(false);
    }

    private static NodeConfig load(Config chosen, Optional<Path> strategies, List<String> settings) {
        Config defaults = resource(DEFAULTS);
        Config config = chosen;
        if (strategies.isPresent()) {
            Config declared = parse("--strategies", strategies.get());
            config = StrategiesFile.join(chosen, resolve(chosen.withFallback(defaults)), resolve(declared));
        }
        for (String setting : settings) {
            config = override(config, setting);
        }
        Config whole = resolve(config.withFallback(defaults));
        try {
            return NodeSections.read(new Section("", whole));
        } catch (IllegalArgumentException invalid) {
            // The records' own words already name field, value and reason.
            throw new ConfigException(invalid.getMessage(), invalid);
        }
    }

    private static Config resolve(Config config) {
        return parse(() -> config.resolve(ConfigResolveOptions.defaults()));
    }

    private static Config override(Config config, String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new ConfigException("--set " + setting + ": expected key=value");
        }
        String key = setting.substring(0, equals).trim();
        String text = setting.substring(equals + 1).trim();
        boolean isStructured = text.startsWith("[") || text.startsWith("{");
        ConfigValue value = isStructured
                ? parse(() -> ConfigFactory.parseString("value = " + text)).getValue("value")
                : ConfigValueFactory.fromAnyRef(text, SET_ORIGIN);
        try {
            ConfigUtil.splitPath(key);
            return config.withValue(key, value.withOrigin(value.origin().withComments(List.of())));
        } catch (com.typesafe.config.ConfigException e) {
            throw new ConfigException("--set " + setting + ": \"" + key + "\" is not a key", e);
        }
    }

    private interface Parse {
        Config config();
    }

    private static Config parse(Parse parse) {
        try {
            return parse.config();
        } catch (com.typesafe.config.ConfigException e) {
            throw new ConfigException(e.getMessage().replace('\n', ' '), e);
        }
    }
}
