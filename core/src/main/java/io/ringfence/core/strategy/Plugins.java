package io.ringfence.core.strategy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The kinds of strategies a host knows: the built-in ones, and those it found. Not changed once made. */
public final class Plugins {
    /** The kind that a person's order makes. */
    public static final String MANUAL = "manual";

    /** The built-in ones alone. */
    public static final Plugins BUILT_IN = with(Set.of());

    private final Map<String, StrategyPlugin> byName = new TreeMap<>();

    private Plugins() {}

    /**
     * The built-in ones and these.
     *
     * @throws IllegalArgumentException when a name is taken, or is none
     */
    public static Plugins with(Iterable<StrategyPlugin> found) {
        Plugins plugins = new Plugins();
        plugins.add(new TimedPlugin());
        plugins.add(new EmaCrossPlugin());
        plugins.add(new ManualPlugin());
        found.forEach(plugins::add);
        return plugins;
    }

    private void add(StrategyPlugin plugin) {
        String name = plugin.name();
        if (name == null || !name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(
                    "plug-in " + plugin.getClass().getName() + ": name = " + name + ": expected 1 to 32 of a-z 0-9 -");
        }
        StrategyPlugin other = byName.putIfAbsent(name, plugin);
        if (other != null) {
            throw new IllegalArgumentException("plug-in " + plugin.getClass().getName() + ": name = " + name + ": "
                    + other.getClass().getName() + " has it");
        }
    }

    /** All names, in order. */
    public Set<String> names() {
        return byName.keySet();
    }

    /**
     * Makes the logic of one strategy.
     *
     * @throws IllegalArgumentException when there is no such plug-in, or it refuses the parameters
     */
    public StrategyLogic create(String name, String parameters) {
        StrategyPlugin plugin = byName.get(name);
        if (plugin == null) {
            throw new IllegalArgumentException(
                    "logic = " + name + ": expected one of " + String.join(", ", byName.keySet()));
        }
        return plugin.create(Parameters.parse(parameters));
    }

    /** Whether {@link #create} would make one. */
    public boolean accepts(String name, String parameters) {
        try {
            return create(name, parameters) != null;
        } catch (RuntimeException | LinkageError | AssertionError refused) {
            return false;
        }
    }
}
