package io.ringfence.bench.peer;

import io.ringfence.bench.fanout.BareNetty;
import io.ringfence.bench.fanout.FanoutServer;
import io.ringfence.bench.rig.SubjectSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the edge is measured beside when prices are fanned out. */
public enum FanoutPeer {
    /** The upper bound. */
    BARE_NETTY(
            "bare netty",
            "Netty with nothing on it: frames made by the publisher, those that came up together written as one buffer to every"
                    + " client, past all handlers; no ring, no filters, no bounds, no heartbeat",
            "",
            Long.MAX_VALUE),
    /** The usual. */
    REDIS_WS(
            "redis + ws",
            "Redis Pub/Sub, by Jedis over loopback, and a Node.js server with npm's ws that sends each message to every client",
            "redis",
            100_000);

    /** Name of the option: directory in which npm has put the packages. */
    public static final String NPM = "npm";

    static final String PEER = "peer";

    private final String label;
    private final String description;
    private final String library;
    private final long ownDeliveries;

    FanoutPeer(String label, String description, String library, long ownDeliveries) {
        this.label = label;
        this.description = description;
        this.library = library;
        this.ownDeliveries = ownDeliveries;
    }

    /** As in the tables; on the command line with a hyphen for what is between words. */
    public String label() {
        return label;
    }

    /** On the command line. */
    public String option() {
        return label.replace(" + ", "-").replace(' ', '-');
    }

    /** What it is, and what is not inside, in a line. */
    public String description() {
        return description;
    }

    /** Deliveries a second that it sustains on two cores; under more it is not measured, but for as fast as it can. */
    public long ownDeliveries() {
        return ownDeliveries;
    }

    /** What is missing on this machine to run it, with how to get it; empty: nothing is. */
    public Optional<String> missing(Path npm) {
        if (this != REDIS_WS) {
            return Optional.empty();
        }
        if (!isOnPath("node")) {
            return Optional.of(option() + " needs Node.js, and there is no node on the PATH");
        }
        for (String name : RedisWs.PACKAGES) {
            if (!Files.isDirectory(npm.resolve("node_modules").resolve(name))) {
                return Optional.of(option() + " needs npm's packages " + String.join(" and ", RedisWs.PACKAGES)
                        + "; get them by: npm install --prefix " + npm + " " + String.join(" ", RedisWs.PACKAGES)
                        + " (and name another directory by --npm)");
            }
        }
        return Optional.empty();
    }

    private static boolean isOnPath(String name) {
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(place, name))) {
                return true;
            }
        }
        return false;
    }

    /**
     * How the rig gets it.
     *
     * @param name in the tables
     * @throws IOException when its jars are not where the build puts them
     */
    public SubjectSpec spec(String name, Map<String, String> options) throws IOException {
        Map<String, String> all = new HashMap<>(options);
        all.put(PEER, name());
        List<String> jars =
                Peer.jars(label, library).stream().map(Path::toString).toList();
        return new SubjectSpec(name, FanoutPeerFactory.class.getName(), jars, List.of(), all);
    }

    FanoutServer server(Path directory, Map<String, String> options) {
        return this == BARE_NETTY ? new BareNetty() : new RedisWs(directory, Path.of(options.get(NPM)));
    }
}
