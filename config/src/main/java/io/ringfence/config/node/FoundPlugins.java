package io.ringfence.config.node;

import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.strategy.StrategyPlugin;
import io.ringfence.journal.replica.ReplicaFactory;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The kinds of strategies of this host: the built-in ones, those on its class path, and those in the jars and directories that
 * the system property {@value #PROPERTY} names.
 */
public final class FoundPlugins {
    /** Jars and directories of classes, separated as a class path is. */
    public static final String PROPERTY = "ringfence.plugins";

    private static Plugins all;

    private FoundPlugins() {}

    /**
     * All of them, looked for once.
     *
     * @throws PluginException when a path is not there, a plug-in cannot be made, or two have one name: a journal must
     *     not be replayed by a host that lacks a part
     */
    public static synchronized Plugins all() {
        if (all == null) {
            all = of(System.getProperty(PROPERTY, ""));
        }
        return all;
    }

    /** What this host's replicas are made of. */
    public static ReplicaFactory replicas(RingConfig ring) {
        return new ReplicaFactory(all(), PROPERTY, ring);
    }

    /** Those on the class path and on this path. */
    static Plugins of(String path) {
        List<URL> urls = new ArrayList<>();
        for (String part : path.isEmpty() ? new String[0] : path.split(File.pathSeparator)) {
            urls.add(url(part));
        }
        // Never closed: its classes may be loaded for as long as the host lives.
        ClassLoader loader =
                new URLClassLoader("plugins", urls.toArray(URL[]::new), FoundPlugins.class.getClassLoader());
        try {
            return Plugins.with(ServiceLoader.load(StrategyPlugin.class, loader));
        } catch (ServiceConfigurationError | IllegalArgumentException broken) {
            throw new PluginException(PROPERTY + " = " + path + ": " + broken.getMessage(), broken);
        }
    }

    private static URL url(String part) {
        Path file = Path.of(part);
        if (!Files.exists(file)) {
            throw new PluginException(PROPERTY + " = " + part + ": expected a jar or a directory of classes", null);
        }
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new PluginException(PROPERTY + " = " + part + ": " + impossible.getMessage(), impossible);
        }
    }
}
