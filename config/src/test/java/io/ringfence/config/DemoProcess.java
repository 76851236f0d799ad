package io.ringfence.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The demo in a JVM of its own, its files under one directory, started as often as a test likes. */
public final class DemoProcess {
    private final Path directory;

    /** Its files go under {@code directory}. */
    public DemoProcess(Path directory) {
        this.directory = directory;
    }

    /** Starts it, with settings over the demo's. */
    public Process start(String... settings) throws IOException {
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(
                System.getProperty("ringfence.test.jvmFlags").trim().split("\\s+")));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                "io.ringfence.config.cli.Ringfence",
                "run",
                "--exit-at-end"));
        for (String setting : TestNodes.under(directory, settings)) {
            command.add("--set");
            command.add(setting);
        }
        return new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out.txt").toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** Waits until the host has recovered and is about to play; true when it ended first. */
    public boolean awaitListening(Process process) throws InterruptedException {
        while (!log().contains("edge listens on ")) {
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** What the last start has printed. */
    public String log() {
        try {
            return Files.readString(directory.resolve("out.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The {@code key=value} lines of a run that ended. */
    Map<String, String> results() {
        Map<String, String> results = new HashMap<>();
        for (String line : log().lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.indexOf(' ') < 0) {
                results.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return results;
    }

    /** The rows of strategies of a run that ended. */
    List<String> table() {
        return log().lines()
                .filter(line -> line.startsWith("long-") || line.startsWith("short-"))
                .toList();
    }
}
