package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node whose database is killed while it trades. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SqlOutageTest {
    @TempDir
    private Path directory;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    @Test
    void shouldHoldTheWholeEventLogOnceWhenPostgresIsKilledAndRestartedInTheMiddleOfALiveStream() throws Exception {
        try (Postgres postgres = new Postgres(directory)) {
            SqlTables tables = new SqlTables(postgres, "live");
            Node node = new Node(
                    ConfigFile.profile(
                            "demo",
                            TestNodes.under(
                                    directory,
                                    "edge.enabled=false",
                                    "pacing=100000x",
                                    "sql.url=" + postgres.url(),
                                    "sql.user=postgres",
                                    "sql.schema=live",
                                    "sql.batch-events=5",
                                    "sql.poll=5 ms",
                                    "sql.retry=10 ms",
                                    "sql.retry-max=100 ms",
                                    "sql.close-timeout=1 minute")),
                    TestNodes.noticing(notices));
            long ticksAtKill;
            try (node) {
                node.start();
                while (tables.position() < 50) {
                    assertNull(node.halt());
                }
                postgres.kill();
                ticksAtKill = node.progress().ticks();
                await(node, "sql: " + postgres.url() + ": cannot be reached: ");
                // The host trades on without its database.
                while (node.progress().ticks() < ticksAtKill + 10_000) {
                    assertNull(node.halt());
                }
                postgres.restart();
                while (!node.awaitEnd(100)) {
                    assertNull(node.halt());
                }
            }
            assertTrue(ticksAtKill < 80_000, "killed after " + ticksAtKill + " ticks");
            SqlOracle oracle = new SqlOracle(directory.resolve("journal"));
            assertEquals(oracle.count(), tables.position(), notices::toString);
            SqlProjectionTest.assertHolds(oracle, tables);
            assertEquals(
                    2,
                    notices.stream()
                            .filter(line -> line.startsWith("sql: connected to " + postgres.url()))
                            .count(),
                    notices::toString);
        }
    }

    private void await(Node node, String beginning) {
        while (notices.stream().noneMatch(line -> line.startsWith(beginning))) {
            assertNull(node.halt());
            Thread.onSpinWait();
        }
    }
}
