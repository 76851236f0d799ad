package io.ringfence.bench.fanout;

import io.ringfence.bench.fanout.Board.Word;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The load client's process, seen from the round that started it. */
final class ClientProcess implements AutoCloseable {
    private static final long CONNECT_TIMEOUT_MS = 120_000;
    private static final long END_TIMEOUT_MS = 10_000;
    private static final long LOOK_MS = 5;
    /** A collection in the client would be in the server's figures; it makes next to nothing to collect. */
    private static final List<String> FLAGS = List.of(
            "-Xms64m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Dagrona.disable.bounds.checks=true",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

    private final Process process;
    private final Path output;
    private final Board board;

    private ClientProcess(Process process, Path output, Board board) {
        this.process = process;
        this.output = output;
        this.board = board;
    }

    /** Starts it; it connects from then on. */
    static ClientProcess start(
            int port, FanoutOptions options, long sampleEvery, int maxSamples, Path boardFile, Board board)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LoadClient.class.getName()));
        command.addAll(List.of("127.0.0.1", Integer.toString(port)));
        command.addAll(List.of(Integer.toString(options.clients()), Integer.toString(options.stalled())));
        command.addAll(List.of(Long.toString(sampleEvery), Integer.toString(maxSamples), boardFile.toString()));
        File output = boardFile.resolveSibling("client.log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        return new ClientProcess(process, output.toPath(), board);
    }

    /**
     * Waits until all connections have subscribed.
     *
     * @throws IOException with what the client said, when that does not happen
     */
    void awaitReady() throws IOException, InterruptedException {
        await(Board.READY, CONNECT_TIMEOUT_MS, "did not get its connections");
    }

    /** Asks it to count up, and waits until it has. */
    void count() throws IOException, InterruptedException {
        board.set(Word.END_ASKED, 1);
        await(Board.COUNTED, END_TIMEOUT_MS, "did not count up");
    }

    private void await(long state, long timeoutMs, String failure) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (board.get(Word.CLIENT_STATE) < state) {
            if (!process.isAlive() || System.nanoTime() - deadlineNs > 0) {
                throw new IOException("the load client " + failure + ": " + said());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The begin of what it printed, which is nothing unless something broke. */
    String said() throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.isEmpty() ? "it said nothing" : String.join("\n", lines.subList(0, Math.min(5, lines.size())));
    }

    @Override
    public void close() {
        // The pipe that it waits on ends with this.
        process.destroy();
        try {
            if (!process.waitFor(END_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
