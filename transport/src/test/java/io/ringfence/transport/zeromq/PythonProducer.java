package io.ringfence.transport.zeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A producer in a process of its own, with libzmq; the test's resources have its script. */
final class PythonProducer implements AutoCloseable {
    private static final long PATIENCE_S = 60;

    private final Path script;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Skips the test where pyzmq is missing. */
    PythonProducer(Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(python());
        try (InputStream source = PythonProducer.class.getResourceAsStream("/producers/pyzmq_producer.py")) {
            script = Files.createTempFile("ringfence-pyzmq", ".py");
            Files.write(script, source.readAllBytes());
            command.add(script.toString());
            for (Object argument : arguments) {
                command.add(argument.toString());
            }
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "pyzmq-lines");
        reader.setDaemon(true);
        reader.start();
    }

    private static String python() {
        String python = Stream.of("/usr/bin/python3", "python3")
                .filter(PythonProducer::hasZmq)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(python != null, "no Python package zmq: apt-get install python3-zmq");
        return python;
    }

    private static boolean hasZmq(String python) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import zmq")
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

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("failed " + e);
        }
    }

    String next() {
        try {
            String line = lines.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertNotNull(line, "waited in vain for a line");
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void assertNext(String expected) {
        assertEquals(expected, next());
    }

    void order(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    /** SIGKILL; returns the lines that it has said and nobody has read. */
    List<String> kill() {
        process.toHandle().destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        List<String> left = new ArrayList<>();
        lines.drainTo(left);
        return left;
    }

    @Override
    public void close() {
        kill();
        try {
            Files.deleteIfExists(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
