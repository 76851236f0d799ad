package io.ringfence.bench.peer;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis of our own, on a free port of this machine alone, which ends with this process however that ends.
 *
 * <p>Its append-only file is synced once a second, which is the ordinary setting: a crash of the machine costs a second. In
 * its favour the file is not rewritten while it grows, which would take the time of a fork.
 */
final class RedisServer implements AutoCloseable {
    private static final String NAME = "redis-server";
    private static final long PATIENCE_MS = 10_000;
    private static final long LOOK_MS = 20;
    /** The shell lives until its input ends, which it does with this process; then it takes the server along. */
    private static final String UNTIL_INPUT_ENDS = "\"$@\" & cat >/dev/null; kill -9 $!; wait";

    private final Path directory;
    private final String binary;
    private final int port;
    private final Process shell;

    private RedisServer(Path directory, String binary, int port, Process shell) {
        this.directory = directory;
        this.binary = binary;
        this.port = port;
        this.shell = shell;
    }

    /**
     * Starts one that keeps its files in that directory.
     *
     * @throws IOException in one line, when there is no binary for this machine, or it does not come up
     */
    static RedisServer start(Path directory) throws IOException, InterruptedException {
        String binary = binary(directory);
        int port = freePort();
        List<String> command = new ArrayList<>(List.of("sh", "-c", UNTIL_INPUT_ENDS, "sh", binary));
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--daemonize", "no"));
        command.addAll(List.of("--dir", directory.toString(), "--save", ""));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "everysec"));
        command.addAll(List.of("--auto-aof-rewrite-percentage", "0"));
        Process shell = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(directory).toFile())
                .start();
        RedisServer server = new RedisServer(directory, binary, port, shell);
        try {
            server.awaitUp();
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The machine's own, else the one inside the jar of embedded-redis. */
    private static String binary(Path directory) throws IOException {
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(place, NAME);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        try {
            return ExecutableProvider.newJarResourceProvider(directory.toFile())
                    .get()
                    .toString();
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "no " + NAME + " on the PATH, and none inside for " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch") + ": " + e.getMessage(),
                    e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitUp() throws IOException, InterruptedException {
        long deadlineNs = Tally.deadlineNs(PATIENCE_MS);
        while (true) {
            try (Jedis client = connect()) {
                client.ping();
                return;
            } catch (JedisException notYet) {
                if (!shell.isAlive() || System.nanoTime() - deadlineNs > 0) {
                    throw new IOException(binary + " does not come up: " + lastLine(), notYet);
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }

    private static Path log(Path directory) {
        return directory.resolve("redis.log");
    }

    private String lastLine() throws IOException {
        List<String> lines = Files.readAllLines(log(directory));
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    /** A new connection without a time limit; of one thread. */
    Jedis connect() {
        return new Jedis("127.0.0.1", port, 0);
    }

    /** Where it listens. */
    int port() {
        return port;
    }

    /** Processor time that it and its shell have taken. */
    long cpuNs() {
        return shell.descendants()
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }

    /** Its version, and where its binary is from. */
    String version() {
        return number() + (binary.startsWith(directory.toString()) ? " of embedded-redis" : " of the PATH");
    }

    private String number() {
        try (Jedis client = connect()) {
            return client.info("server")
                    .lines()
                    .filter(line -> line.startsWith("redis_version:"))
                    .map(line -> line.substring(line.indexOf(':') + 1))
                    .findFirst()
                    .orElse("unknown");
        }
    }

    /** Kills it; connections break. */
    @Override
    public void close() throws IOException {
        shell.getOutputStream().close();
        boolean interrupted = false;
        try {
            if (!shell.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                throw new IOException(NAME + " does not end");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
