package io.ringfence.config.gateway;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free port of this machine alone. Ends with this process. */
final class RedisServer implements AutoCloseable {
    private static final String NAME = "redis-server";
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    /** The shell lives until its input ends, which it does with this process; then it takes the server along. */
    private static final String UNTIL_INPUT_ENDS = "\"$@\" & echo $!; cat >/dev/null; kill -9 $!; wait";

    private final int port;
    private final Process shell;
    private final long pid;

    private RedisServer(Path directory, String binary) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = List.of(
                "sh",
                "-c",
                UNTIL_INPUT_ENDS,
                "sh",
                binary,
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--daemonize",
                "no",
                "--dir",
                directory.toString(),
                "--save",
                "",
                "--logfile",
                "redis.log");
        shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader said = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
        pid = Long.parseLong(said.readLine());
    }

    /** Starts one, or has the test skipped where this machine cannot run any. */
    static RedisServer start(Path directory) throws IOException, InterruptedException {
        String binary = binary(directory);
        RedisServer server = new RedisServer(directory, binary);
        long beginNs = System.nanoTime();
        while (!server.answers()) {
            boolean isAlive =
                    ProcessHandle.of(server.pid).map(ProcessHandle::isAlive).orElse(false);
            if (!isAlive || System.nanoTime() - beginNs > PATIENCE_NS) {
                server.close();
                Assumptions.abort(binary + " does not run on this machine");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return server;
    }

    /** The machine's own, else the one inside the jar of embedded-redis. */
    private static String binary(Path directory) {
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
        } catch (IOException | RuntimeException none) {
            return Assumptions.abort(
                    "no " + NAME + " on the PATH, and none in the jar for this machine: " + none.getMessage());
        }
    }

    private boolean answers() {
        try (RedisPeer peer = connect()) {
            return "PONG".equals(peer.call("PING"));
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A connection of its own. */
    RedisPeer connect() throws IOException {
        return new RedisPeer(port);
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
        } catch (IOException gone) {
            // Then it has ended already.
        }
        shell.onExit().join();
    }
}
