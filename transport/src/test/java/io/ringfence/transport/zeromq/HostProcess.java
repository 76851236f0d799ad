package io.ringfence.transport.zeromq;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A {@link HostChild} that runs. */
final class HostProcess implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    HostProcess(Path journal, int port, String... producers) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                Arrays.stream(System.getProperty("ringfence.test.jvmFlags", "").split("\\s+"))
                        .filter(flag -> !flag.isEmpty())
                        .toList());
        command.addAll(List.of(
                "-ea",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HostChild.class.getName(),
                journal.toString(),
                Integer.toString(port)));
        command.addAll(List.of(producers));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Thread reader = new Thread(this::read, "host-lines");
        reader.setDaemon(true);
        reader.start();
        GatewayHost.await(
                "port of a host that said " + lines, () -> lines.stream().anyMatch(line -> line.startsWith("port ")));
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("failed " + e);
        }
    }

    int port() {
        return lines.stream()
                .filter(line -> line.startsWith("port "))
                .map(line -> Integer.parseInt(line.substring("port ".length())))
                .findFirst()
                .orElseThrow();
    }

    void awaitOffer(String offer) {
        GatewayHost.await("offer of " + offer, () -> lines.contains("offered " + offer));
    }

    /** SIGKILL. */
    void kill() {
        process.toHandle().destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
