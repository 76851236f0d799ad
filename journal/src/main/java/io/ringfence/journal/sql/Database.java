package io.ringfence.journal.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLState;

/** The database: how to reach it, its tables, and whose projection they hold. One thread at a time. */
final class Database {
    private static final String MIGRATIONS = "classpath:db/ringfence";
    private static final String TABLES =
            "events, fills, orders, positions, strategies, instruments, accounts, projection";
    private static final String NO_SUCH_TABLE = "42P01";
    private static final String NO_SUCH_DATABASE = "3D000";

    private final SqlConfig config;
    /** Whether this build's tables have been seen there. */
    private boolean isMigrated;

    Database(SqlConfig config) {
        this.config = config;
    }

    /**
     * What the tables hold.
     *
     * @param journal identity of the journal that they are of
     * @param position of the newest event in them
     * @param sequence of the newest input whose names are in them
     */
    record Projected(UUID journal, long position, long sequence) {}

    /** A connection in whose transactions the schema's tables need no prefix. */
    Connection connect() throws SQLException, IOException {
        Connection connection = source().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private PGSimpleDataSource source() throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(config.url());
        source.setUser(config.user());
        String password = config.password();
        if (password != null) {
            source.setPassword(password);
        }
        int timeoutS = Math.max(1, config.timeoutMs() / 1000);
        source.setCurrentSchema(config.schema());
        source.setApplicationName("ringfence");
        source.setConnectTimeout(timeoutS);
        source.setLoginTimeout(timeoutS);
        source.setSocketTimeout(timeoutS);
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        return source;
    }

    /**
     * Makes the tables, or brings those of an older build up to date.
     *
     * @throws ProjectionException when they are not this build's to change
     */
    void migrate(Connection connection) throws SQLException, IOException {
        if (isMigrated) {
            return;
        }
        makeSchema(connection);
        try {
            Flyway.configure()
                    .dataSource(source())
                    .schemas(config.schema())
                    .defaultSchema(config.schema())
                    .createSchemas(false)
                    .locations(MIGRATIONS)
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
            isMigrated = true;
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException lost) {
                    throw lost;
                }
            }
            throw new ProjectionException(
                    where() + ": its tables are not those of this build: "
                            + String.valueOf(e.getMessage()).strip().replaceAll("\\s*\n\\s*", " "),
                    e);
        }
    }

    /** Flyway would try ten times for as many seconds where the user may not. One that is there needs no right to make it. */
    private void makeSchema(Connection connection) throws SQLException {
        boolean isThere;
        try (PreparedStatement select = connection.prepareStatement("select 1 from pg_namespace where nspname = ?")) {
            select.setString(1, config.schema());
            try (ResultSet row = select.executeQuery()) {
                isThere = row.next();
            }
        }
        if (!isThere) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("create schema if not exists \"" + config.schema() + "\"");
            }
        }
        connection.commit();
    }

    /** What the tables hold; absent when nothing was projected yet, or there are none. */
    Optional<Projected> projected(Connection connection, boolean isToChange) throws SQLException {
        String sql = "select journal, position, sequence from projection" + (isToChange ? " for update" : "");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next()
                    ? Optional.of(new Projected(row.getObject(1, UUID.class), row.getLong(2), row.getLong(3)))
                    : Optional.empty();
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Makes the tables the journal's where they are nobody's, and locks them until the transaction ends.
     *
     * @throws ProjectionException when they are another journal's
     */
    Projected claim(Connection connection, UUID journal) throws SQLException, ProjectionException {
        try {
            return claimed(connection, journal);
        } catch (SQLException e) {
            // Somebody took the tables away since: they are made again with the next attempt.
            isMigrated &= !NO_SUCH_TABLE.equals(e.getSQLState());
            throw e;
        }
    }

    private Projected claimed(Connection connection, UUID journal) throws SQLException, ProjectionException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into projection (journal, position, sequence) values (?, 0, 0) on conflict do nothing")) {
            insert.setObject(1, journal);
            insert.executeUpdate();
        }
        Projected projected = projected(connection, true).orElseThrow();
        if (!projected.journal().equals(journal)) {
            throw new ProjectionException(where() + ": holds the projection of journal " + projected.journal()
                    + ", and this is journal " + journal
                    + ": name another database or schema, or empty this one with 'sql rebuild'");
        }
        return projected;
    }

    /** Empties the tables; what people have made beside or upon them stays. */
    void empty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("truncate " + TABLES);
        }
    }

    /** One line that says what is wrong, for who has to mend it. */
    String explain(Throwable failure) {
        if (!(failure instanceof SQLException sql)) {
            return String.valueOf(failure.getMessage());
        }
        String message = String.valueOf(sql.getMessage()).strip().replaceAll("\\s*\n\\s*", " ");
        String state = String.valueOf(sql.getSQLState());
        if (PSQLState.isConnectionError(state)) {
            return config.place() + ": cannot be reached: " + message;
        }
        if (state.startsWith("28")) {
            return config.place() + ": refuses user " + config.user() + ": " + message;
        }
        if (state.equals(NO_SUCH_DATABASE)) {
            return config.place() + ": there is no such database: " + message;
        }
        return where() + ": " + message;
    }

    /** Database and schema. */
    String where() {
        return config.place() + ", schema " + config.schema();
    }
}
