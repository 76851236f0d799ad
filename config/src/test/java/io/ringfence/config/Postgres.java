package io.ringfence.config;

import io.ringfence.journal.sql.SqlConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL in a directory, from the binaries of a test dependency. As root it runs in a user namespace, since it
 * refuses to run as root; where neither is possible the tests are skipped.
 */
final class Postgres implements AutoCloseable {
    private static final long START_DEADLINE_S = 60;

    private final Path data;
    private EmbeddedPostgres server;

    Postgres(Path directory) {
        data = directory.resolve("data");
        try {
            server = builder().start();
        } catch (IOException | RuntimeException e) {
            Assumptions.abort("skipped: no PostgreSQL can be started here: " + e.getMessage());
        }
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // Nothing here has to survive the machine.
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("password_encryption", "scram-sha-256");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /** Into a schema of the caller's, in small batches and without waits. */
    SqlConfig config(String schema, int batchEvents) {
        return new SqlConfig(
                url(),
                "postgres",
                Optional.empty(),
                Optional.empty(),
                schema,
                batchEvents,
                1 << 20,
                5,
                5,
                50,
                10_000,
                20_000);
    }

    Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends every connection that a projector has, whatever it is doing. */
    void breakConnections() throws SQLException {
        execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ringfence'");
    }

    /** Kills the server with SIGKILL, as a machine's trouble would. */
    void kill() throws Exception {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().get(START_DEADLINE_S, TimeUnit.SECONDS);
        // Gives its hold on the directory back; there is nothing left to stop.
        server.close();
    }

    /** Starts the server again, on its port and over its data. */
    void restart() throws Exception {
        int port = server.getPort();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_DEADLINE_S);
        while (true) {
            try {
                server = builder().setPort(port).start();
                return;
            } catch (IOException | IllegalStateException stillDying) {
                // The killed server's children hold its memory until they notice.
                if (System.nanoTime() - deadlineNs > 0) {
                    throw stillDying;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
