package io.ringfence.config.node;

import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.strategy.StrategyPlugin;
import java.util.ServiceLoader;

/** The kinds of strategies of this host: the built-in ones and those on its class path. */
public final class FoundPlugins {
    /**
     * All of them. Loading the class fails with an {@link ExceptionInInitializerError} when one cannot be made, or two have one
     * name: a journal must not be replayed by a host that lacks a part.
     */
    public static final Plugins ALL = Plugins.with(ServiceLoader.load(StrategyPlugin.class));

    private FoundPlugins() {}
}
