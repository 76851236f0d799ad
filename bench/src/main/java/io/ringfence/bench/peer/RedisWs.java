package io.ringfence.bench.peer;

import io.ringfence.bench.Arguments;
import io.ringfence.bench.fanout.FanoutServer;
import io.ringfence.bench.fanout.PriceText;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.WaitProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * The ordinary way to bring prices to browsers: published to Redis, from where a Node.js server with the package {@code ws}
 * sends them to every client. The publisher pipelines what has come up together.
 */
final class RedisWs implements FanoutServer {
    /** npm packages that the server needs. */
    static final List<String> PACKAGES = List.of("ws", "redis");

    private static final String SCRIPT = "redis-ws.js";
    private static final String CHANNEL = "prices";
    private static final int SLOTS = 4_096;
    private static final long PATIENCE_MS = 10_000;

    private final Path parent;
    private final Path npm;
    private final Tally tally = new Tally("publications");
    private final TickRing ring;
    private Path directory;
    private RedisServer redis;
    private Process node;
    private Jedis jedis;
    private Pipeline pipeline;
    private String version = "";
    private long publishedCount;

    /**
     * One.
     *
     * @param parent in which it makes a directory for its files
     * @param npm directory with {@code node_modules}
     */
    RedisWs(Path parent, Path npm) {
        this.parent = parent;
        this.npm = npm;
        ring = new TickRing(SLOTS, WaitProfile.QUIET, this::push, tally);
    }

    @Override
    public int start() throws IOException, InterruptedException {
        directory = Files.createTempDirectory(Files.createDirectories(parent), "ringfence-redis-ws");
        redis = RedisServer.start(directory);
        version = redis.version();
        Path script = directory.resolve(SCRIPT);
        try (InputStream source = RedisWs.class.getResourceAsStream(SCRIPT)) {
            Files.copy(source, script);
        }
        Path log = directory.resolve("node.log");
        ProcessBuilder builder = new ProcessBuilder("node", script.toString(), Integer.toString(redis.port()))
                .redirectError(log.toFile());
        builder.environment().put("NODE_PATH", npm.resolve("node_modules").toString());
        node = builder.start();
        BufferedReader output = node.inputReader(StandardCharsets.US_ASCII);
        String port = output.readLine();
        if (port == null) {
            throw new IOException("the server of npm's ws does not come up: " + Files.readString(log));
        }
        jedis = redis.connect();
        pipeline = jedis.pipelined();
        ring.start();
        return Integer.parseInt(port);
    }

    private void push(EventSlot slot, long ringSequence, boolean endOfBatch) {
        pipeline.publish(CHANNEL, PriceText.of(TickRing.index(slot)));
        if (endOfBatch) {
            pipeline.sync();
        }
    }

    @Override
    public void publish(long index) {
        ring.send(index, 0);
        publishedCount = index + 1;
    }

    @Override
    public List<String> check() {
        // Failures of the publisher alone; what arrives is counted by the clients.
        return tally.check(0);
    }

    @Override
    public List<String> facts() {
        return List.of("redis=" + version, "published=" + publishedCount);
    }

    @Override
    public long otherCpuNs() {
        long cpuNs =
                node.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
        return cpuNs + redis.cpuNs();
    }

    @Override
    public void close() throws IOException {
        if (node != null) {
            node.destroy();
            try {
                node.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        ring.close();
        if (jedis != null) {
            jedis.close();
        }
        if (redis != null) {
            redis.close();
        }
        if (directory != null) {
            Arguments.delete(directory);
        }
    }
}
