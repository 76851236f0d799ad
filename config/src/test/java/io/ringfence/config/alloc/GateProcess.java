package io.ringfence.config.alloc;

import io.ringfence.core.ring.ThreadingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A host in a JVM of its own, in which C1 is the only compiler: it removes no object, so whatever the code makes is seen. C2 would
 * also make the string constants of each class, before it compiles a method of it, on the thread that asks for that; which
 * goes on for minutes and has nothing to do with the path.
 */
final class GateProcess {
    static final int WINDOW_TICKS = 10_000;
    static final int MAX_WINDOWS = 30;

    private static final int WARM_UP_WINDOWS = 2;
    private static final int CLEAN_WINDOWS = 5;
    private static final int TIMEOUT_S = 120;

    private GateProcess() {}

    /**
     * Plays windows of ticks until {@value #CLEAN_WINDOWS} have passed in which none of the threads has allocated a byte, {@value
     * #MAX_WINDOWS} at most. What is made with each event is in all of them; a segment's beginning, and what Chronicle makes anew
     * after a collection, may be in some.
     *
     * @return what was found in the last window that was not clean, if the end was not reached
     */
    static List<String> findings(Path directory, ThreadingMode threading, boolean isWasteful, List<String> threads)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(
                System.getProperty("ringfence.test.jvmFlags").trim().split("\\s+")));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                // Collections are few, after each of which Chronicle makes its index arrays anew.
                "-Xmx1g",
                "-Xmn256m",
                // It makes a stack trace for each buffer of the event loops.
                "-Dio.netty.leakDetection.level=disabled",
                "-cp",
                System.getProperty("java.class.path"),
                GateProcess.class.getName(),
                directory.toString(),
                threading.name(),
                Boolean.toString(isWasteful)));
        command.addAll(threads);
        Path output = directory.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(directory.resolve("findings.txt"));
    }

    /** The child. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        List<String> threads = List.of(arguments).subList(3, arguments.length);
        int ticks = (WARM_UP_WINDOWS + MAX_WINDOWS + 1) * WINDOW_TICKS;
        try (SeesawHost host = new SeesawHost(
                directory, ThreadingMode.valueOf(arguments[1]), ticks, Boolean.parseBoolean(arguments[2]))) {
            host.play(WARM_UP_WINDOWS * WINDOW_TICKS);
            List<String> last = List.of();
            int clean = 0;
            for (int window = 0; window < MAX_WINDOWS && clean < CLEAN_WINDOWS; window++) {
                List<String> found = window(host, threads);
                clean += found.isEmpty() ? 1 : 0;
                last = found.isEmpty() ? last : found;
            }
            Files.write(directory.resolve("findings.txt"), clean < CLEAN_WINDOWS ? last : List.of());
        }
    }

    /** What these threads allocate in the next window, or what the window lacks. */
    private static List<String> window(SeesawHost host, List<String> threads) throws InterruptedException {
        ThreadAllocations before = ThreadAllocations.now();
        long fromSequence = host.completedSequence();
        long fromBytes = host.bytesSent();
        long fromExits = SeesawPlugin.EXITS.get();
        host.play(WINDOW_TICKS);
        ThreadAllocations after = ThreadAllocations.now();
        long events = host.completedSequence() - fromSequence;
        // On a busy machine the ticks may be through before the broker's thread has had its turn.
        if (events - WINDOW_TICKS <= WINDOW_TICKS / 10) {
            return List.of("hardly a report: " + events + " events");
        }
        if (SeesawPlugin.EXITS.get() - fromExits <= WINDOW_TICKS / 50) {
            return List.of("hardly a stop has fired");
        }
        if (host.bytesSent() - fromBytes <= 10L * WINDOW_TICKS) {
            return List.of("hardly anything was sent");
        }
        return after.since(before, threads, events);
    }
}
