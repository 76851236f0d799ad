package io.ringfence.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.DemoProcess;
import io.ringfence.config.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code stat} says of a host in a process of its own, while it runs and when it was killed. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StatOfProcessTest {
    private static final String LISTENS = "edge listens on ";

    @TempDir
    private Path directory;

    private DemoProcess demo;
    private Process process;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int stat(String... args) {
        CommandLine commandLine = Ringfence.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        String[] all = new String[args.length + 3];
        all[0] = "stat";
        all[1] = "--journal";
        all[2] = directory.resolve("journal").toString();
        System.arraycopy(args, 0, all, 3, args.length);
        return commandLine.execute(all);
    }

    private void start() throws Exception {
        demo = new DemoProcess(directory);
        process = demo.start("pacing=5000x", "stat.sample-every=1", "stat.period=10 ms");
        assertFalse(demo.awaitListening(process), demo::log);
    }

    @AfterEach
    void kill() {
        process.destroyForcibly();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private Map<String, Object> look() throws IOException {
        out.getBuffer().setLength(0);
        assertEquals(ExitCode.GOOD, stat("--format", "json"), () -> err + demo.log());
        return object(Json.parse(out.toString()));
    }

    private static long count(Map<String, Object> look, String counter) {
        return ((BigDecimal) object(look.get("counters")).get(counter)).longValueExact();
    }

    private static long timed(Map<String, Object> look, String point) {
        return ((BigDecimal) object(object(look.get("latencyNs")).get(point)).get("count")).longValueExact();
    }

    private void subscribe() throws Exception {
        String log = demo.log();
        String address = log.substring(log.indexOf(LISTENS) + LISTENS.length())
                .lines()
                .findFirst()
                .orElseThrow();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address.trim()), new WebSocket.Listener() {})
                .get(20, TimeUnit.SECONDS)
                .sendText("{\"type\":\"subscribe\",\"channel\":\"prices\",\"id\":1}", true)
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldShowARunningHostsFiguresToAnotherProcess() throws Exception {
        start();
        subscribe();
        Map<String, Object> look = look();
        while (!look.get("state").equals("running")
                || count(look, "edge_prices_sent") == 0
                || timed(look, "socket") == 0) {
            assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS), demo::log);
            look = look();
        }
        assertEquals(BigDecimal.valueOf(process.pid()), look.get("pid"));
        assertEquals(directory.resolve("journal").toRealPath().toString(), look.get("journal"));
        assertEquals(1, count(look, "edge_connections_open"));
        assertTrue(count(look, "journal_bytes") > 0);
        assertTrue(count(look, "ticks") > 0);
        assertTrue(timed(look, "journal") > 0);
        Map<String, Object> later = look();
        while (count(later, "ticks") == count(look, "ticks")
                || count(later, "feed_ticks") == count(look, "feed_ticks")) {
            assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS), demo::log);
            later = look();
        }
        assertTrue(count(later, "ring_completed") > count(look, "ring_completed"));
    }

    @Test
    void shouldLookAgainUntilTheHostIsKilledAndThenSaySo() throws Exception {
        start();
        CompletableFuture<Integer> watching =
                CompletableFuture.supplyAsync(() -> stat("--watch", "1", "--format", "json"));
        while (out.toString()
                        .lines()
                        .filter(line -> line.contains("\"sinceLast\""))
                        .count()
                < 2) {
            assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS), () -> err + demo.log());
        }
        process.destroyForcibly().waitFor();
        assertEquals(ExitCode.FINDING, watching.get(1, TimeUnit.MINUTES));

        List<String> lines = out.toString().lines().toList();
        Map<String, Object> last = object(Json.parse(lines.get(lines.size() - 1)));
        assertEquals("dead", last.get("state"));
        Map<String, Object> before = object(Json.parse(lines.get(lines.size() - 2)));
        long grown = ((BigDecimal)
                        object(object(last.get("sinceLast")).get("counters")).get("ticks"))
                .longValueExact();
        assertEquals(count(last, "ticks") - count(before, "ticks"), grown);
        assertTrue(count(last, "ticks") > 0);
        // What passed the gate had been timed by then, but for a stage or two of the last event.
        assertTrue(timed(last, "gate") >= count(last, "ticks"), lines::toString);

        out.getBuffer().setLength(0);
        assertEquals(ExitCode.FINDING, stat());
        assertTrue(out.toString().startsWith("dead      its process is gone without a word; it lived "), out::toString);
    }
}
