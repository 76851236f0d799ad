package io.ringfence.config.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A node in a JVM of its own, with what it says in a file. Killed when closed. */
final class HostProcess implements AutoCloseable {
    private static final int SIGKILL_EXIT = 128 + 9;
    private static final int SIGTERM_EXIT = 128 + 15;
    private static final long PATIENCE_S = 120;
    private static final String LISTENS = "edge listens on ";

    private final Process process;
    private final Path output;

    private HostProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code run} with these arguments. */
    static HostProcess start(Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(
                System.getProperty("ringfence.test.jvmFlags").trim().split("\\s+")));
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "io.ringfence.config.cli.Ringfence", "run"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        return new HostProcess(process, output);
    }

    /** What it has said so far. */
    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Whether it has read its journal to the end. */
    boolean hasRecovered() {
        String said = said();
        return said.contains("recovered ") || said.contains("new journal");
    }

    boolean isListening() {
        return address() != null;
    }

    /** Of its WebSocket, null while it has not said. */
    String address() {
        String said = said();
        int at = said.indexOf(LISTENS);
        int end = at < 0 ? -1 : said.indexOf('\n', at);
        return end < 0 ? null : said.substring(at + LISTENS.length(), end).trim();
    }

    /** Whether it has taken the journal: from here on it reads it. */
    boolean hasTaken(Path journal) {
        try {
            String holder = Files.readString(journal.resolve("lock"), StandardCharsets.UTF_8);
            return holder.startsWith("pid " + process.pid() + " ");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Waits until something has come about, and fails when the host ends before. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        if (!comes(condition, PATIENCE_S * 1_000)) {
            throw new AssertionError("waited in vain: " + what + "\n" + said());
        }
    }

    /** Waits until something has come about, but not for ever; fails when the host ends before. */
    boolean comes(BooleanSupplier condition, long timeoutMs) throws InterruptedException {
        long deadlineNs = System.nanoTime() + timeoutMs * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the host ended by itself with " + process.exitValue() + "\n" + said());
            }
            if (System.nanoTime() - deadlineNs > 0) {
                return false;
            }
        }
        return true;
    }

    /** The same for what has to be seen at once: takes a core for itself instead of sleeping. */
    boolean spinUntil(BooleanSupplier condition, long timeoutMs) {
        long deadlineNs = System.nanoTime() + timeoutMs * 1_000_000;
        boolean isMet = condition.getAsBoolean();
        while (!isMet && System.nanoTime() - deadlineNs < 0) {
            Thread.onSpinWait();
            isMet = condition.getAsBoolean();
        }
        return isMet;
    }

    /** Lets it live for a while; fails when it ends before. */
    void live(long ms) throws InterruptedException {
        if (process.waitFor(ms, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the host ended by itself with " + process.exitValue() + "\n" + said());
        }
    }

    /** SIGKILL; fails when the host had ended by itself. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        int exit = process.waitFor();
        if (exit != SIGKILL_EXIT) {
            throw new AssertionError("the host ended with " + exit + ", and not by the kill\n" + said());
        }
    }

    /** SIGTERM, and waits for the orderly end that it asks for. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != SIGTERM_EXIT) {
            throw new AssertionError("the host did not end as it was asked to\n" + said());
        }
    }

    /** Waits for an orderly end; returns the value that it printed under a key. */
    String awaitResult(String key) throws InterruptedException {
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("the host did not end well\n" + said());
        }
        return said().lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
