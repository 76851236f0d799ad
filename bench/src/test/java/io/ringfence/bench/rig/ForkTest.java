package io.ringfence.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.subject.HostFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForkTest {
    /** As fast as it takes: a rate might not be reached on a busy machine. */
    private static final LoadPlan LOAD = new LoadPlan(0, 10, 200);

    @TempDir
    Path directory;

    /** Does what its option {@code deed} says, in a JVM of its own. */
    public static final class Deeds implements SubjectFactory {
        @Override
        public Subject create(LoadPlan plan, Map<String, String> options, Recordings recordings) throws IOException {
            String pidFile = options.get("pid-file");
            if (pidFile != null) {
                Files.writeString(
                        Path.of(pidFile), Long.toString(ProcessHandle.current().pid()));
            }
            switch (options.get("deed")) {
                case "print" -> {
                    System.out.println("some noise");
                    System.out.write(0xff);
                    System.out.flush();
                }
                case "crash" -> {
                    System.err.println("first line");
                    System.err.println("last words");
                    Runtime.getRuntime().halt(17);
                }
                case "leave" -> System.exit(0);
                case "hang" -> sleep();
                default -> throw new IllegalArgumentException("deed");
            }
            return new FakeSystem(recordings, System.nanoTime(), index -> 0);
        }

        private static void sleep() {
            try {
                // Nobody counts it down.
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private RoundResult run(String deed, long allowanceMs, Map<String, String> more) throws Exception {
        Map<String, String> options = new java.util.HashMap<>(more);
        options.put("deed", deed);
        Fork fork = new Fork(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), allowanceMs);
        return fork.run(new SubjectSpec("fake", Deeds.class, options), 4, LOAD, elapsedMs -> {});
    }

    @Test
    void shouldHandOnTheResultWhenTheJvmPrintsGarbage() throws Exception {
        RoundResult result = run("print", 60_000, Map.of());
        assertEquals(List.of(), result.findings());
        assertEquals(4, result.round());
        assertEquals(LOAD, result.plan());
        assertTrue(result.points().get("done").getTotalCount() > 0, "nothing was recorded");
        assertTrue(result.noise().getTotalCount() > 0, "the host's noise was not measured");
    }

    @Test
    void shouldTellOfItsEndWhenTheJvmCrashes() throws Exception {
        RoundResult result = run("crash", 60_000, Map.of());
        assertEquals(
                List.of("its JVM ended with exit code 17", "its output ends: first line\nlast words"),
                result.findings());
        assertEquals("fake", result.subject());
        assertEquals(Map.of(), result.points());
    }

    @Test
    void shouldSaySoWhenTheJvmEndsWithoutAResult() throws Exception {
        assertEquals(
                List.of("its JVM left no result"),
                run("leave", 60_000, Map.of()).findings());
    }

    @Test
    void shouldKillTheJvmWhenItHangs() throws Exception {
        Path pidFile = directory.resolve("pid");
        RoundResult result = run("hang", 3_000, Map.of("pid-file", pidFile.toString()));
        assertEquals(List.of("its JVM did not end within 3 s and was killed"), result.findings());
        long pid = Long.parseLong(Files.readString(pidFile));
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void shouldEndTheJvmWhenItsParentIsGone() throws Exception {
        Path planFile = directory.resolve("plan.json");
        RoundFile.write(planFile, new RoundPlan("fake", 1, LOAD, Map.of("deed", "hang")));
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RoundMain.class.getName(),
                        planFile.toString(),
                        directory.resolve("result.json").toString(),
                        Deeds.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        try {
            // What is left of a parent that was killed is the end of the pipe.
            child.getOutputStream().close();
            assertTrue(child.waitFor(60, TimeUnit.SECONDS));
            assertEquals(
                    RoundMain.PARENT_GONE,
                    child.exitValue(),
                    () -> new String(read(directory.resolve("output")), StandardCharsets.UTF_8));
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void shouldLeaveNoJournalBehindWhenItsParentIsGone() throws Exception {
        Path planFile = directory.resolve("plan.json");
        Path journals = Files.createDirectory(directory.resolve("journals"));
        Map<String, String> options = Map.of("load", "ticks", "ring.wait", "quiet", "directory", journals.toString());
        RoundFile.write(planFile, new RoundPlan("host", 1, new LoadPlan(100, 600_000, 1), options));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("ringfence.test.jvmFlags").split(" ")));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                RoundMain.class.getName(),
                planFile.toString(),
                directory.resolve("result.json").toString(),
                HostFactory.class.getName()));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        try {
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (count(journals) == 0 && !child.waitFor(10, TimeUnit.MILLISECONDS)) {
                assertTrue(System.nanoTime() - deadlineNs < 0, "no journal after 60 s");
            }
            assertTrue(child.isAlive(), () -> new String(read(directory.resolve("output")), StandardCharsets.UTF_8));
            child.getOutputStream().close();
            assertTrue(child.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, count(journals));
        } finally {
            child.destroyForcibly();
        }
    }

    private static long count(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.count();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldTakeClassesFromThePathBeforeOurs() throws Exception {
        // A directory that stands before ours, with a file of the same name as one of ours.
        String name = Deeds.class.getName().replace('.', '/') + ".class";
        Path shadow = directory.resolve("before").resolve(name);
        Files.createDirectories(shadow.getParent());
        Files.write(shadow, new byte[] {1, 2, 3});
        SubjectSpec subject = new SubjectSpec(
                "fake",
                Deeds.class.getName(),
                List.of(directory.resolve("before").toString()),
                List.of(),
                Map.of("deed", "print"));
        RoundResult result = new Fork(List.of("-Xmx256m")).run(subject, 1, LOAD, elapsedMs -> {});
        assertTrue(result.findings().get(1).contains("ClassFormatError"), () -> String.join("\n", result.findings()));
    }
}
