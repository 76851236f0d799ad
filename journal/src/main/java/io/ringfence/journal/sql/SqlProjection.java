package io.ringfence.journal.sql;

import io.ringfence.journal.JournalIdentity;
import io.ringfence.journal.log.EventLogReader;
import io.ringfence.journal.log.EventLogTail;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** What can be done with a projection beside a host: made again, and looked at. On the caller's thread. */
public final class SqlProjection {
    private final SqlConfig config;
    private final Path journal;
    private final Database database;

    /** Names both; does nothing yet. */
    public SqlProjection(SqlConfig config, Path journalDirectory) {
        this.config = config;
        this.journal = journalDirectory;
        this.database = new Database(config);
    }

    /** Told how far a rebuild is. */
    @FunctionalInterface
    public interface Progress {
        /** Events in the tables, of those that the log had at the beginning. */
        void onProgress(long position, long lastPosition);
    }

    /**
     * Where a projection stands.
     *
     * @param journal identity of the journal that the tables are of; absent when nothing was projected yet
     * @param isThisJournal whether that is the journal asked for
     * @param position of the newest event in the tables
     * @param lastPosition of the newest event in the log
     */
    public record Status(Optional<UUID> journal, boolean isThisJournal, long position, long lastPosition) {
        /** Events that the tables lack: all of them where the tables are another journal's. */
        public long behind() {
            return isThisJournal ? lastPosition - position : lastPosition;
        }
    }

    /**
     * Empties the tables, whosever they were, and fills them from the event log up to its end.
     *
     * @return the position reached
     * @throws IOException in one line, also of what the database says
     */
    public long rebuild(Progress progress) throws IOException {
        UUID identity = identity();
        long last = lastPosition();
        try (Session session = Session.open(database, config, journal, identity, true)) {
            while (session.step() > 0) {
                progress.onProgress(session.position(), Math.max(last, session.position()));
            }
            return session.position();
        } catch (SQLException e) {
            throw new ProjectionException(database.explain(e), e);
        }
    }

    /**
     * Compares the tables with the event log. Changes nothing.
     *
     * @throws IOException in one line, also of what the database says
     */
    public Status status() throws IOException {
        UUID identity = identity();
        Optional<Database.Projected> projected;
        try (Connection connection = database.connect()) {
            projected = database.projected(connection, false);
        } catch (SQLException e) {
            throw new ProjectionException(database.explain(e), e);
        }
        return new Status(
                projected.map(Database.Projected::journal),
                projected.filter(found -> found.journal().equals(identity)).isPresent(),
                projected.map(Database.Projected::position).orElse(0L),
                lastPosition());
    }

    private UUID identity() throws IOException {
        if (!EventLogReader.exists(journal)) {
            throw new ProjectionException(journal + ": has no event log; the host makes one when it is started");
        }
        return JournalIdentity.of(journal)
                .orElseThrow(() ->
                        new ProjectionException(journal + ": has no identity; the host draws one when it is started"));
    }

    private long lastPosition() throws IOException {
        try (EventLogTail log = new EventLogTail(journal, 1)) {
            return log.poll(Long.MAX_VALUE, entry -> {});
        }
    }
}
