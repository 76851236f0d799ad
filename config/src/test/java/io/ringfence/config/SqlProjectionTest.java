package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.journal.sql.SqlConfig;
import io.ringfence.journal.sql.SqlListener;
import io.ringfence.journal.sql.SqlProjection;
import io.ringfence.journal.sql.SqlProjector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a real PostgreSQL against an oracle that reads the demo's event log the slow way. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SqlProjectionTest {
    @TempDir
    private static Path directory;

    private static final int MAX_BREAKS = 30;

    private static Postgres postgres;
    private static Path journal;
    private static SqlOracle oracle;

    @BeforeAll
    static void runTheDemo() throws Exception {
        postgres = new Postgres(directory);
        try (Node node = new Node(
                ConfigFile.profile("demo", TestNodes.under(directory, "ring.threading=inline", "edge.enabled=false")),
                TestNodes.silent())) {
            node.start();
            while (!node.awaitEnd(100)) {
                assertEquals(null, node.halt());
            }
        }
        journal = directory.resolve("journal");
        oracle = new SqlOracle(journal);
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    private static SqlTables rebuilt(String schema, int batchEvents) throws Exception {
        new SqlProjection(postgres.config(schema, batchEvents), journal).rebuild((position, last) -> {});
        return new SqlTables(postgres, schema);
    }

    static void assertHolds(SqlOracle expected, SqlTables tables) throws Exception {
        assertEquals(expected.events(), tables.events());
        assertEquals(expected.orders(), tables.orders());
        assertEquals(expected.fills(), tables.fills());
        assertEquals(expected.strategies(), tables.strategies());
        assertEquals(expected.positions(), tables.positions());
        assertEquals(expected.names(), tables.names());
    }

    @Test
    void shouldHoldWhatTheEventLogHoldsWhenRebuilt() throws Exception {
        SqlTables tables = rebuilt("oracle", 10_000);
        assertHolds(oracle, tables);
        assertEquals(24, tables.strategies().size());
        assertTrue(tables.positions().size() >= 20, () -> "positions");
        assertTrue(tables.fills().size() >= 40, () -> "fills");
    }

    @Test
    void shouldSayWhatHappenedWhenAStopHasFired() throws Exception {
        SqlTables tables = rebuilt("words", 10_000);
        assertEquals(
                List.of(
                        "STOPLOSS_TRIGGERED",
                        "1",
                        "{host}",
                        "Stoploss triggered: long-01, BTCUSD",
                        "{event,user,critical,long-01,BTCUSD}",
                        "strategies"),
                tables.rows("select type, priority, targets, title, tags, stream from events"
                                + " where type = 'STOPLOSS_TRIGGERED' order by position limit 1")
                        .get(0));
    }

    @Test
    void shouldGiveTheSameRowsWhenTheBatchesAreOthersAndWhenRebuiltAgain() throws Exception {
        List<List<String>> once = rebuilt("once", 10_000).everything();
        assertEquals(once, rebuilt("small", 7).everything());
        assertEquals(once, rebuilt("once", 500).everything());
    }

    @Test
    void shouldHoldEachEventOnceWhenConnectionsBreakAndProjectorsDieAtRandomPoints() throws Exception {
        Random random = new Random(7);
        SqlTables tables = new SqlTables(postgres, "broken");
        int breaks = 0;
        long nextBreak = 0;
        while (tables.position() < oracle.count()) {
            long target = Math.min(oracle.count(), tables.position() + 1 + random.nextInt(oracle.count() / 2));
            // One that is given no time to close dies with whatever it is at.
            SqlConfig config = withoutTimeToClose(postgres.config("broken", 3));
            try (SqlProjector projector = new SqlProjector(config, journal, new Heard())) {
                projector.start();
                while (projector.position() < target) {
                    if (breaks < MAX_BREAKS && projector.position() >= nextBreak) {
                        postgres.breakConnections();
                        breaks++;
                        nextBreak = projector.position() + random.nextInt(oracle.count() / 20);
                    }
                    Thread.onSpinWait();
                }
            }
        }
        assertTrue(breaks >= 10, "broken " + breaks + " times");
        assertHolds(oracle, tables);
        assertEquals(rebuilt("whole", 10_000).everything(), tables.everything());
    }

    private static SqlConfig withoutTimeToClose(SqlConfig config) {
        return new SqlConfig(
                config.url(),
                config.user(),
                config.passwordFile(),
                config.passwordEnv(),
                config.schema(),
                config.batchEvents(),
                config.batchBytes(),
                config.pollMs(),
                config.retryMs(),
                config.retryMaxMs(),
                config.timeoutMs(),
                0);
    }

    @Test
    void shouldRefuseTablesOfAnotherJournalUntilTheyAreRebuilt() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        SmallNode small = new SmallNode(other);
        small.run(
                "instruments=[AAA]",
                "feeds=[" + small.feed(1, "AAA", 1_000, "10", "11", "12") + "]",
                "strategies=[" + SmallNode.strategy("one", "AAA", 1_000, 1_002) + "]");
        SqlTables tables = rebuilt("foreign", 10_000);
        SqlProjection theirs = new SqlProjection(postgres.config("foreign", 10), other.resolve("journal"));
        assertFalse(theirs.status().isThisJournal());
        Heard heard = new Heard();
        try (SqlProjector projector =
                new SqlProjector(postgres.config("foreign", 10), other.resolve("journal"), heard)) {
            projector.start();
            heard.await("refused");
        }
        assertTrue(heard.last().contains(", schema foreign: holds the projection of journal "), heard::last);
        assertTrue(heard.last().endsWith("or empty this one with 'sql rebuild'"), heard::last);
        theirs.rebuild((position, last) -> {});
        assertHolds(new SqlOracle(other.resolve("journal")), tables);
        assertEquals(0, theirs.status().behind());
    }

    @Test
    void shouldRefuseTablesThatHaveWhatTheLogHasNot() throws Exception {
        SqlTables tables = rebuilt("ahead", 10_000);
        postgres.execute("update ahead.projection set position = position + 5");
        assertEquals(
                "the event log of " + journal + " does not reach: it has lost what the database kept;",
                refusal("ahead").replaceFirst("^.* which (the event log.*kept;).*$", "$1"));
        postgres.execute("update ahead.projection set position = position - 5");
        postgres.execute("update ahead.events set payload = '{}' where position = " + tables.position());
        assertTrue(refusal("ahead").contains("is not the one that the event log of " + journal), () -> "payload");
    }

    private static String refusal(String schema) throws Exception {
        Heard heard = new Heard();
        try (SqlProjector projector = new SqlProjector(postgres.config(schema, 10), journal, heard)) {
            projector.start();
            heard.await("refused");
        }
        return heard.last();
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithTheDatabase() throws Exception {
        postgres.execute("create role careful login password 'right'");
        Path hba = directory.resolve("data/pg_hba.conf");
        Files.writeString(hba, "host all careful all scram-sha-256\n" + Files.readString(hba));
        postgres.execute("select pg_reload_conf()");
        Path password = Files.writeString(directory.resolve("password"), "wrong\n");
        SqlConfig good = SqlConfig.defaults(postgres.url(), "careful");
        String place = good.place();
        assertSays(place + ": refuses user careful: ", good.withPassword(Optional.of(password), Optional.empty()));
        assertSays(
                "sql.password-file = none: cannot be read",
                good.withPassword(Optional.of(Path.of("none")), Optional.empty()));
        assertSays(
                "sql.password-env = NO_SUCH_VARIABLE: there is no such environment variable",
                good.withPassword(Optional.empty(), Optional.of("NO_SUCH_VARIABLE")));
        String nowhere = "jdbc:postgresql://127.0.0.1:1/postgres";
        assertSays(nowhere + ": cannot be reached: ", SqlConfig.defaults(nowhere + "?password=secret", "postgres"));
        String missing = place.replace("/postgres", "/missing");
        assertSays(missing + ": there is no such database: ", SqlConfig.defaults(missing, "postgres"));
        Files.writeString(password, "right\n");
        assertSays(
                place + ", schema ringfence: ERROR: permission denied for database postgres",
                good.withPassword(Optional.of(password), Optional.empty()));
        assertEquals(
                "sql.url = mysql://x: expected jdbc:postgresql://HOST:PORT/NAME",
                assertThrows(IllegalArgumentException.class, () -> SqlConfig.defaults("mysql://x", "u"))
                        .getMessage());
    }

    private static void assertSays(String expected, SqlConfig config) {
        IOException said =
                assertThrows(IOException.class, () -> new SqlProjection(config, journal).rebuild((a, b) -> {}));
        assertTrue(said.getMessage().startsWith(expected), said::getMessage);
        assertFalse(said.getMessage().contains("\n") || said.getMessage().contains("secret"), said::getMessage);
    }

    /** What a projector says. */
    static final class Heard implements SqlListener {
        private final List<String> said = new ArrayList<>();

        private synchronized void say(String what) {
            said.add(what);
            notifyAll();
        }

        synchronized void await(String beginning) throws InterruptedException {
            while (said.stream().noneMatch(what -> what.startsWith(beginning))) {
                wait();
            }
        }

        synchronized String last() {
            return said.get(said.size() - 1);
        }

        @Override
        public void onConnected(String place, long position) {
            say("connected at " + position);
        }

        @Override
        public void onLost(String reason, long retryMs) {
            say("lost: " + reason);
        }

        @Override
        public void onCaughtUp(long position) {
            say("caught up at " + position);
        }

        @Override
        public void onRefused(String reason) {
            say("refused: " + reason);
        }
    }
}
