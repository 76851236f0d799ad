package io.ringfence.core.strategy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The kinds of strategies a host knows: the built-in ones, and those it found. Not changed once made. */
public final class Plugins {
    /** The kind that a person's order makes; no strategy may be created of it. */
    public static final String MANUAL = "manual";

    private static final StrategyPlugin HIDDEN = new ManualPlugin();

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
        found.forEach(plugins::add);
        return plugins;
    }

    private void add(StrategyPlugin plugin) {
        String name = plugin.name();
        if (name == null || !name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(
                    "plug-in " + plugin.getClass().getName() + ": name = " + name + ": expected 1 to 32 of a-z 0-9 -");
        }
        StrategyPlugin other = name.equals(MANUAL) ? HIDDEN : byName.putIfAbsent(name, plugin);
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
        StrategyPlugin plugin = name.equals(MANUAL) ? HIDDEN : byName.get(name);
        if (plugin == null) {
            throw new IllegalArgumentException(
                    "logic = " + name + ": expected one of " + String.join(", ", byName.keySet()));
        }
        return plugin.create(Parameters.parse(parameters));
    }

    /** Whether a strategy may be created with it: whether {@link #create} would make one that is not {@link #MANUAL}. */
    public boolean accepts(String name, String parameters) {
        try {
            return !name.equals(MANUAL) && create(name, parameters) != null;
        } catch (RuntimeException | LinkageError | AssertionError refused) {
            return false;
        }
    }
}
