package io.ringfence.journal.sql;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.journal.JournalTail;
import io.ringfence.journal.log.EventLogEntry;
import io.ringfence.journal.log.EventLogTail;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The projection for as long as one connection lasts: takes up where the tables are, and carries them on batch by batch.
 * Whatever fails, it is closed and another one opened, which sees what was committed and nothing else. One thread, but
 * {@link #abort()}.
 */
final class Session implements AutoCloseable {
    /** Between two looks at whether the batch is full: entries are small, so it exceeds its bytes by little. */
    private static final int CHUNK = 256;

    private final SqlConfig config;
    private final Path journal;
    private final Connection connection;
    private final CopyManager copy;
    private final EventIds ids;
    private final Names names;
    private final TradeTables trade;
    private final EventRows events;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageFields fields = new MessageFields();
    private final JournalTail inputs;
    private final EventLogTail log;
    /** Events that wait to be written. */
    private int count;
    /** Position that the log was read up to; ahead of the tables' where the log begins later than they end. */
    private long read;
    /** Position of the newest event that waits or was written. */
    private long position;
    /** Position that the tables stand at. */
    private long committed;
    /** The newest input that was read. */
    private long sequence;

    private Session(SqlConfig config, Path journal, UUID identity, Database.Projected from, Connection connection)
            throws SQLException {
        this.config = config;
        this.journal = journal;
        this.connection = connection;
        copy = connection.unwrap(PGConnection.class).getCopyAPI();
        ids = new EventIds(identity);
        names = new Names(connection);
        trade = new TradeTables(connection, names);
        events = new EventRows(names);
        committed = from.position();
        position = committed;
        read = committed;
        sequence = from.sequence();
        inputs = JournalTail.fromOrLater(journal, sequence + 1);
        // The newest event that is in the tables is read once more, to see whether the log still has it.
        log = new EventLogTail(journal, Math.max(1, position));
    }

    /**
     * Connects, makes the tables where there are none, and takes up where they are.
     *
     * @param isRebuild whether everything in the tables is thrown away first, whosever it is
     * @throws ProjectionException when they are another journal's, another build's, or have what the log does not
     */
    static Session open(Database database, SqlConfig config, Path journal, UUID identity, boolean isRebuild)
            throws SQLException, IOException {
        Connection connection = database.connect();
        Session session = null;
        try {
            database.migrate(connection);
            if (isRebuild) {
                database.empty(connection);
            }
            Database.Projected from = database.claim(connection, identity);
            session = new Session(config, journal, identity, from, connection);
            session.checkNewest(database);
            connection.commit();
            return session;
        } catch (SQLException | IOException | RuntimeException e) {
            if (session == null) {
                connection.close();
            } else {
                session.close();
            }
            throw e;
        }
    }

    /** What the tables have must be what the log has: a log that lost its end in a crash may go on otherwise. */
    private void checkNewest(Database database) throws SQLException, IOException {
        if (position == 0) {
            return;
        }
        boolean[] isSame = {false};
        long[] found = {0};
        log.poll(position, entry -> {
            found[0] = entry.position();
            isSame[0] = isNewest(entry);
        });
        if (found[0] == 0) {
            throw new ProjectionException(database.where() + ": has events up to position " + position
                    + ", which the event log of " + journal + " does not reach: it has lost what the database"
                    + " kept; 'sql rebuild' makes the tables what the log has");
        }
        if (!isSame[0]) {
            throw new ProjectionException(database.where() + ": the event at position " + position
                    + " is not the one that the event log of " + journal
                    + " has there; 'sql rebuild' makes the tables what the log has");
        }
    }

    private boolean isNewest(EventLogEntry entry) {
        try (PreparedStatement select = connection.prepareStatement(
                "select 1 from events where position = ? and sequence = ? and index = ? and created_at_ns = ?"
                        + " and payload = ?::jsonb")) {
            fields.read(entry.buffer(), entry.offset(), place(entry));
            select.setLong(1, entry.position());
            select.setLong(2, entry.sequence());
            select.setInt(3, entry.index());
            select.setLong(4, entry.timestampNs());
            select.setString(5, fields.json().toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException | IOException e) {
            throw new Carried(e);
        }
    }

    private String place(EventLogEntry entry) {
        return "the event log of " + journal + ", position " + entry.position();
    }

    /**
     * Brings what is new in the log into the tables, up to a batch.
     *
     * @return how many events that was
     */
    int step() throws SQLException, IOException {
        try {
            long before;
            do {
                before = read;
                read = log.poll(read + Math.min(CHUNK, config.batchEvents() - count), this::take);
            } while (read > before && count < config.batchEvents() && waitingBytes() < config.batchBytes());
        } catch (Carried carried) {
            carried.rethrow();
        }
        int done = count;
        if (done > 0) {
            commit();
        }
        return done;
    }

    private int waitingBytes() {
        return events.rows.length() + trade.fills.length();
    }

    private void take(EventLogEntry entry) {
        try {
            if (position > 0 && entry.position() != position + 1) {
                throw new ProjectionException("the event log of " + journal + " begins at position "
                        + entry.position() + ", and the tables end at " + position
                        + ": what was between is gone; 'sql rebuild' makes the tables what the log has");
            }
            readInputs(entry.sequence());
            EventType type = fields.read(entry.buffer(), entry.offset(), place(entry));
            UUID id = ids.of(entry.position());
            trade.onEvent(entry, id, type, fields);
            events.add(entry, id, type, fields, trade.strategy(fields.strategyId()));
            position = entry.position();
            count++;
        } catch (SQLException | IOException e) {
            throw new Carried(e);
        }
    }

    /** Reads the inputs that the names are in. The journal has them before the log has what they caused. */
    private void readInputs(long to) throws IOException {
        if (to <= sequence) {
            return;
        }
        long last = inputs.poll(to, this::onInput);
        if (last < to) {
            throw new IOException("the journal in " + journal + " ends at sequence " + last
                    + ", and its event log has what sequence " + to + " caused");
        }
        sequence = to;
    }

    private void onInput(long inputSequence, long timestampNs, DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        EventType type = EventType.of(header.templateId());
        if (type != EventType.INSTRUMENT_DEFINED
                && type != EventType.USER_REGISTERED
                && type != EventType.STRATEGY_CREATED
                && type != EventType.ORDER_REQUESTED) {
            return;
        }
        try {
            fields.read(buffer, offset, "the journal in " + journal + ", sequence " + inputSequence);
        } catch (IOException e) {
            throw new Carried(e);
        }
        names.onInput(inputSequence, type, fields);
        trade.onInput(inputSequence, timestampNs, type, fields);
    }

    /** Events, tables and the position in one transaction: all of it or nothing. */
    private void commit() throws SQLException, IOException {
        try (PreparedStatement move =
                connection.prepareStatement("update projection set position = ?, sequence = ? where position = ?")) {
            move.setLong(1, position);
            move.setLong(2, sequence);
            move.setLong(3, committed);
            // First, because it locks the row: of two that project at once, one waits here, and finds it moved.
            if (move.executeUpdate() != 1) {
                throw new IOException("another process projects into schema " + config.schema() + " of "
                        + config.place() + " as well: its tables are no longer where this one left them");
            }
        }
        events.rows.write(copy);
        names.write(connection);
        trade.write(copy);
        connection.commit();
        committed = position;
        count = 0;
    }

    /** Position of the newest event that is in the tables. */
    long position() {
        return committed;
    }

    /** Breaks the connection, so that a thread that waits for the database fails. From any thread. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException broken) {
            // Then nobody waits for it.
            return;
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        try (inputs;
                log) {
            // What was not committed is rolled back by the server.
            connection.close();
        }
    }

    /** A failure on its way through a reader's listener. */
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Carried(Exception cause) {
            super(cause);
        }

        void rethrow() throws SQLException, IOException {
            if (getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw (IOException) getCause();
        }
    }
}
