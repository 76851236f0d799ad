package io.ringfence.config;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.config.node.NodeSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A node over a few ticks of its own making, all of it under one directory. */
public final class SmallNode {
    private final Path directory;

    /** Files go under {@code directory}. */
    public SmallNode(Path directory) {
        this.directory = directory;
    }

    /** Writes a recording of a tick a second, from {@code firstSecond}, and returns the entry of {@code feeds} for it. */
    public String feed(int id, String symbol, long firstSecond, String... prices) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < prices.length; i++) {
            rows.append(firstSecond + i).append(',').append(prices[i]).append(",1\n");
        }
        Path file = directory.resolve("feed-" + id + ".csv");
        Files.writeString(file, rows);
        return "{ name = feed-" + id + ", id = " + id + ", symbol = " + symbol + ", source = \"" + file
                + "\", columns = [time, last, quantity], time-unit = seconds }";
    }

    /** An entry of {@code strategies}: buys and sells one at seconds since the epoch, its stop far away. */
    public static String strategy(String name, String symbol, long buySecond, long sellSecond) {
        return "{ name = " + name + ", symbol = " + symbol + ", quantity = 1, buy-at = \""
                + java.time.Instant.ofEpochSecond(buySecond) + "\", sell-at = \""
                + java.time.Instant.ofEpochSecond(sellSecond) + "\", stop { percent = 50 } }";
    }

    /** Settings of a node in lockstep with its feeds, without an edge; later ones win. */
    public List<String> settings(String... more) {
        List<String> settings =
                new ArrayList<>(TestNodes.under(directory, "edge.enabled=false", "clock=feed", "lockstep=true"));
        settings.addAll(List.of(more));
        return settings;
    }

    /** A file with nothing in it, for what {@link #settings} alone make. */
    public Path file() throws IOException {
        return Files.writeString(directory.resolve("node.conf"), "");
    }

    NodeConfig config(String... more) throws IOException {
        return ConfigFile.file(file(), settings(more));
    }

    /** Runs a node until its feeds are through. */
    NodeSummary run(String... more) throws Exception {
        return runToEnd(false, more);
    }

    /** Runs a node of whose feeds one fails, until all have ended. */
    NodeSummary runThroughFailure(String... more) throws Exception {
        return runToEnd(true, more);
    }

    private NodeSummary runToEnd(boolean isFailing, String... more) throws Exception {
        Node node = new Node(config(more), TestNodes.silent());
        try (node) {
            node.start();
            while (!node.awaitEnd(100)) {
                if (node.halt() != null) {
                    throw new AssertionError(node.halt().describe(), node.halt().cause());
                }
            }
        }
        if (node.feedFailure().isPresent() != isFailing) {
            throw new AssertionError(node.feedFailure().orElse("no feed failed"));
        }
        return node.summary();
    }
}
