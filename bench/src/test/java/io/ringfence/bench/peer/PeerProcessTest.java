package io.ringfence.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
        List<String> output = drive(Peers.named(name), 2_000, "every=4");
        assertEquals(List.of(), lines(output, "finding: "), () -> String.join("\n", output));
        assertEquals(List.of("order=500"), lines(output, "count: "));
        // 3 in 100, which its own events and balances confirm.
        assertTrue(lines(output, "fact: ").contains("trades=60"), output::toString);
        assertEquals(List.of("2000 of 2001 results arrived"), lines(output, "of one more: "));
        assertEquals(List.of(), left());
    }

    @Test
    void shouldExecuteEachStopOnceAndInOrderWhenItIsRedis() throws Exception {
        List<String> output = drive(Peers.named("redis list queue"), 2_000, "every=10");
        assumeFalse(output.toString().contains(NO_REDIS), () -> String.join("\n", output));
        assertEquals(List.of(), lines(output, "finding: "), () -> String.join("\n", output));
        assertEquals(List.of("checked=2000", "order=200"), lines(output, "count: "));
        assertEquals(List.of("2000 of 2001 checked ticks arrived"), lines(output, "of one more: "));
        assertEquals(List.of(), left());
    }

    @Test
    void shouldTakeRedisAlongWhenItsProcessIsKilled() throws Exception {
        Path log = directory.resolve("output");
        process =
                start(Peers.named("redis list queue"), log, "io.ringfence.bench.peer.RedisHost", directory.toString());
        String port = "";
        while (port.isEmpty()) {
            List<String> output = Files.readAllLines(log);
            assumeFalse(output.toString().contains(NO_REDIS), () -> String.join("\n", output));
            assertTrue(process.isAlive(), output::toString);
            port = String.join("", lines(output, "port: "));
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

    private List<String> drive(Peer peer, int count, String option) throws Exception {
        Path log = directory.resolve("output");
        process = start(
                peer,
                log,
                PeerDriver.class.getName(),
                peer.name(),
                Integer.toString(count),
                option,
                "directory=" + directory.resolve("files"));
        process.waitFor();
        return Files.readAllLines(log);
    }

    private static Process start(Peer peer, Path log, String main, String... args) throws IOException {
        String classPath = Stream.concat(
                        peer.jars().stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("ringfence.test.jvmFlags").split(" ")));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, main));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static List<String> lines(List<String> output, String prefix) {
        return output.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    private List<Path> left() throws IOException {
        Path files = directory.resolve("files");
        if (!Files.exists(files)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(files)) {
            return all.toList();
        }
    }
}
