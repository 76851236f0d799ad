package io.ringfence.transport.edge;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A client in a process of its own, driven by lines; its script is among the test's resources, under clients. */
final class ProcessPeer extends Peer {
    private static final long PATIENCE_S = 30;

    private final Path script;
    private final Process process;
    private final BufferedWriter orders;

    private ProcessPeer(String program, String scriptName, URI uri, Map<String, String> environment) {
        try (InputStream source = ProcessPeer.class.getResourceAsStream("/clients/" + scriptName)) {
            script = Files.createTempFile("ringfence-", scriptName);
            Files.write(script, source.readAllBytes());
            ProcessBuilder builder =
                    new ProcessBuilder(program, script.toString(), uri.toString()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readLines, "peer-" + scriptName);
        reader.setDaemon(true);
        reader.start();
    }

    /** Package ws of npm; skips the test where it, or node, is missing. */
    static ProcessPeer ws(URI uri) {
        String directory = Stream.of(System.getProperty("ringfence.test.npmDir"), System.getenv("RINGFENCE_NPM_DIR"))
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse("target/npm");
        Path modules = Path.of(directory, "node_modules").toAbsolutePath();
        Assumptions.assumeTrue(
                Files.isDirectory(modules.resolve("ws")),
                "no package ws in " + modules
                        + ": npm install --prefix transport/target/npm ws@8, or RINGFENCE_NPM_DIR");
        Assumptions.assumeTrue(runs("node", "--version"), "no program node");
        return new ProcessPeer("node", "ws.js", uri, Map.of("NODE_PATH", modules.toString()));
    }

    /** Python's package websockets; skips the test where it is missing. */
    static ProcessPeer websockets(URI uri) {
        String python = Stream.of("/usr/bin/python3", "python3")
                .filter(program -> runs(program, "-c", "import websockets"))
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(python != null, "no Python package websockets: apt-get install python3-websockets");
        return new ProcessPeer(python, "websockets_client.py", uri, Map.of());
    }

    private static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void readLines() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                noticed(line);
            }
        } catch (IOException e) {
            noticed("failed " + e);
        }
    }

    @Override
    void send(String text) {
        order("send " + text);
    }

    @Override
    boolean ping(String payload) {
        order("ping " + payload);
        return true;
    }

    /** Begins the close handshake. */
    void closeWith(int code) {
        order("close " + code);
    }

    private void order(String line) {
        try {
            orders.write(line);
            orders.write('\n');
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
