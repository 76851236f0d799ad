package io.ringfence.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.ringfence.bench.rig.SubjectSpec;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The peers with jars of their own, in a JVM of their own. */
@Timeout(120)
final class PeerProcessTest {
    private static final String NO_REDIS = "no redis-server on the PATH";

    @TempDir
    Path directory;

    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exchange-core", "exchange-core journaled"})
    void shouldDoAllCommandsOnceAndInOrderWhenItIsExchangeCore(String name) throws Exception {
        List<String> output = drive(name, "every=4");
        assertEquals(
                List.of("done: true", "of one more: 2000 of 2001 results arrived", "times: order=500"),
                told(output, "done", "finding", "of one more", "times"),
                () -> String.join("\n", output));
        // 3 of 100, as its own events and balances say too.
        assertTrue(output.contains("fact: trades=60"), output::toString);
    }

    @Test
    void shouldExecuteEachStopOnceAndInOrderWhenItIsRedis() throws Exception {
        List<String> output = drive("redis list queue", "every=10");
        assumeFalse(output.toString().contains(NO_REDIS), () -> String.join("\n", output));
        assertEquals(
                List.of(
                        "done: true",
                        "of one more: 2000 of 2001 checked ticks arrived",
                        "times: checked=2000",
                        "times: order=200"),
                told(output, "done", "finding", "of one more", "times"),
                () -> String.join("\n", output));
    }

    /** What a peer prints, which leaves no file behind. */
    private List<String> drive(String name, String option) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        SubjectSpec spec = Peers.named(name).spec(Map.of());
        Path log = directory.resolve("output");
        process = start(spec, log, PeerDriver.class, "2000", "peer=" + name, option, "directory=" + files);
        process.waitFor();
        try (Stream<Path> left = Files.list(files)) {
            assertEquals(List.of(), left.toList());
        }
        return Files.readAllLines(log);
    }

    private static List<String> told(List<String> output, String... kinds) {
        return output.stream()
                .filter(line -> Stream.of(kinds).anyMatch(kind -> line.startsWith(kind + ": ")))
                .toList();
    }

    @Test
    void shouldTakeRedisAlongWhenItsProcessIsKilled() throws Exception {
        Path log = directory.resolve("output");
        process = start(Peers.named("redis list queue").spec(Map.of()), log, RedisHost.class, directory.toString());
        String port = "";
        while (port.isEmpty()) {
            List<String> output = Files.readAllLines(log);
            assumeFalse(output.toString().contains(NO_REDIS), () -> String.join("\n", output));
            assertTrue(process.isAlive(), output::toString);
            port = port(output);
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertTrue(isOpen(Integer.parseInt(port)));
        process.destroyForcibly().waitFor();
        while (isOpen(Integer.parseInt(port))) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static boolean isOpen(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException refused) {
            return false;
        }
    }

    private static Process start(SubjectSpec spec, Path log, Class<?> main, String... args) throws IOException {
        List<String> classPath = new ArrayList<>(spec.classPathBefore());
        classPath.add(System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("ringfence.test.jvmFlags").split(" ")));
        // It is over before more than the first compiler is worth its time.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static String port(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith(RedisHost.PORT))
                .map(line -> line.substring(RedisHost.PORT.length()))
                .findFirst()
                .orElse("");
    }
}
