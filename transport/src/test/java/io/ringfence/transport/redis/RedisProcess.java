package io.ringfence.transport.redis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free port of this machine alone, that can be killed, stopped and started again. Ends with this process. */
final class RedisProcess implements AutoCloseable {
    private static final String NAME = "redis-server";
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    /** The shell lives until its input ends, which it does with this process; then it takes the server along. */
    private static final String UNTIL_INPUT_ENDS = "\"$@\" & echo $!; cat >/dev/null; kill -9 $!; wait";

    private final Path directory;
    private final String binary;
    private final List<String> options;
    private final int port;
    private Process shell;
    private ProcessHandle server;

    private RedisProcess(Path directory, String binary, List<String> options) throws IOException {
        this.directory = directory;
        this.binary = binary;
        this.options = options;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    /** Starts one, or has the test skipped where this machine cannot run any. */
    static RedisProcess start(Path directory, String... options) throws IOException, InterruptedException {
        RedisProcess redis = prepare(directory, options);
        redis.start();
        return redis;
    }

    /** One that is not started yet. */
    static RedisProcess prepare(Path directory, String... options) throws IOException {
        return new RedisProcess(directory, binary(directory), List.of(options));
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

    /** Starts it, on the port that it had before. */
    void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", UNTIL_INPUT_ENDS, "sh", binary));
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--daemonize", "no"));
        command.addAll(List.of("--dir", directory.toString(), "--save", "", "--logfile", "redis.log"));
        command.addAll(options);
        shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader said = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
        server = ProcessHandle.of(Long.parseLong(said.readLine())).orElse(null);
        long beginNs = System.nanoTime();
        while (!answers()) {
            if (server == null || !server.isAlive() || System.nanoTime() - beginNs > PATIENCE_NS) {
                close();
                Assumptions.abort(binary + " does not run on this machine");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Anything at all, also that it wants a password. */
    private boolean answers() {
        try (RespClient client = new RespClient(port)) {
            client.call("PING");
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** SIGKILL. */
    void kill() {
        server.destroyForcibly();
        close();
    }

    /** SIGSTOP: it is there and takes connections, but does nothing. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("sh", "-c", "kill -" + name + " " + server.pid())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + ": " + code);
        }
    }

    @Override
    public void close() {
        if (shell != null) {
            try {
                shell.getOutputStream().close();
            } catch (IOException gone) {
                // Then it has ended already.
            }
            shell.onExit().join();
            shell = null;
        }
    }
}
