package io.ringfence.bench.rig;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Runs rounds in JVMs of their own: this process's {@code java}, so that nothing compiled for one subject is there for
 * another. Whatever becomes of the JVM is told in the result's findings; one that does not end in time is killed.
 */
public final class Fork {
    private static final int MAX_OUTPUT_BYTES = 16_384;
    private static final int MAX_OUTPUT_LINES = 20;
    private static final int MAX_LINE_CHARS = 300;
    private static final long TICK_MS = 100;
    /** For a subject's preparations, and for the checks behind it. */
    private static final long ALLOWANCE_MS = 300_000;

    private static final long GRACE_MS = 5_000;

    private final List<String> jvmArgs;
    private final long allowanceMs;

    /** Called about ten times a second while a round runs. */
    public interface Waiting {
        /** So long since its JVM was started. */
        void onElapsed(long elapsedMs);
    }

    /** With these flags for every JVM. */
    public Fork(List<String> jvmArgs) {
        this(jvmArgs, ALLOWANCE_MS);
    }

    /** The same, with another time for what is not the load itself. */
    Fork(List<String> jvmArgs, long allowanceMs) {
        this.jvmArgs = List.copyOf(jvmArgs);
        this.allowanceMs = allowanceMs;
    }

    /** Runs a round and waits for its end. */
    public RoundResult run(SubjectSpec subject, int round, LoadPlan load, Waiting waiting)
            throws IOException, InterruptedException {
        RoundPlan plan = new RoundPlan(subject.name(), round, load, subject.options());
        Path directory = Files.createTempDirectory("ringfence-round");
        try {
            return run(subject, plan, directory, waiting);
        } finally {
            delete(directory);
        }
    }

    private RoundResult run(SubjectSpec subject, RoundPlan plan, Path directory, Waiting waiting)
            throws IOException, InterruptedException {
        Path planFile = directory.resolve("plan.json");
        Path resultFile = directory.resolve("result.json");
        Path output = directory.resolve("output");
        RoundFile.write(planFile, plan);
        List<String> command = command(subject);
        command.addAll(List.of(planFile.toString(), resultFile.toString(), subject.factory()));
        // Its standard input stays a pipe, which closes with this process however that ends.
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        String failure;
        try {
            failure = await(process, plan.load(), waiting);
        } finally {
            kill(process);
        }
        return result(plan, resultFile, failure, output);
    }

    private List<String> command(SubjectSpec subject) {
        List<String> classPath = new ArrayList<>(subject.classPathBefore());
        classPath.add(System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArgs);
        command.addAll(subject.jvmArgs());
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), RoundMain.class.getName()));
        return command;
    }

    /** Returns what is wrong with how it ended; null when nothing is. */
    private String await(Process process, LoadPlan load, Waiting waiting) throws InterruptedException {
        long startNs = System.nanoTime();
        // Overloaded, it takes longer; what it was sent is checked in about the time that it took.
        long limitMs = 3 * (load.warmUpMs() + load.measureMs()) + allowanceMs;
        while (!process.waitFor(TICK_MS, TimeUnit.MILLISECONDS)) {
            long elapsedMs = (System.nanoTime() - startNs) / 1_000_000;
            if (elapsedMs > limitMs) {
                return "its JVM did not end within " + limitMs / 1000 + " s and was killed";
            }
            waiting.onElapsed(elapsedMs);
        }
        return process.exitValue() == 0 ? null : "its JVM ended with exit code " + process.exitValue();
    }

    /** With the processes it has started; asked first, so that it can give back what it holds. */
    private static void kill(Process process) throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private static RoundResult result(RoundPlan plan, Path resultFile, String failure, Path output) throws IOException {
        List<String> findings = new ArrayList<>();
        RoundResult result = null;
        if (Files.exists(resultFile)) {
            try {
                result = RoundFile.read(resultFile);
            } catch (IOException unreadable) {
                findings.add("its result cannot be read: " + unreadable.getMessage());
            }
        } else if (failure == null) {
            findings.add("its JVM left no result");
        }
        if (failure != null) {
            findings.add(0, failure);
        }
        if (result != null) {
            findings.addAll(0, result.findings());
        }
        if (!findings.isEmpty()) {
            String end = end(output);
            if (!end.isEmpty()) {
                findings.add("its output ends: " + end);
            }
        }
        return result == null ? nothing(plan, findings) : with(result, findings);
    }

    private static RoundResult nothing(RoundPlan plan, List<String> findings) {
        Histogram none = HistogramRecordings.histogram();
        return new RoundResult(
                plan.subject(), plan.round(), plan.load(), 0, Map.of(), Map.of(), none, Map.of(), List.of(), findings);
    }

    private static RoundResult with(RoundResult result, List<String> findings) {
        return new RoundResult(
                result.subject(),
                result.round(),
                result.plan(),
                result.achievedPerSecond(),
                result.points(),
                result.timeline(),
                result.noise(),
                result.gcPauses(),
                result.facts(),
                result.course(),
                findings);
    }

    /** The last lines of what it printed, whatever bytes it printed. */
    private static String end(Path output) throws IOException {
        byte[] tail;
        try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
            tail = new byte[(int) Math.min(MAX_OUTPUT_BYTES, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
        }
        List<String> lines = new String(tail, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.length() <= MAX_LINE_CHARS ? line : line.substring(0, MAX_LINE_CHARS) + "...")
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - MAX_OUTPUT_LINES), lines.size()));
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(directory)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
