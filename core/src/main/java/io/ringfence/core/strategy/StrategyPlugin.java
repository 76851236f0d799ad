package io.ringfence.core.strategy;

/**
 * A kind of strategy. Found by {@link java.util.ServiceLoader}: name the implementing class, which is public and has a public
 * constructor without parameters, in {@code META-INF/services/io.ringfence.core.strategy.StrategyPlugin}, on the host's class
 * path or in a jar that the system property {@code ringfence.plugins} names.
 *
 * <p>The class path is part of what a journal means: a host that replays it needs the plug-ins that were there when it was
 * written, unchanged.
 */
public interface StrategyPlugin {
    /** By which strategies name it: 1 to 32 of a-z, 0-9 and -. */
    String name();

    /**
     * Makes the logic of one strategy.
     *
     * @throws IllegalArgumentException when a parameter is missing, unknown or outside its range
     */
    StrategyLogic create(Parameters parameters);
}
