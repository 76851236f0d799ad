package io.ringfence.journal.sql;

import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the tables of a database up with the event log of a host, on the thread {@code ringfence-sql}. It reads files and
 * never touches the ring: whatever the database does, the host does not notice. When the database is away it is asked again
 * after a growing delay, and what it has missed is caught up.
 */
public final class SqlProjector implements AutoCloseable {
    private static final int MAX_DOUBLINGS = 20;
    /** Longest time that an aborted connection takes to fail. */
    private static final long ABORT_MS = 1_000;

    private final SqlConfig config;
    private final Path journal;
    private final SqlListener listener;
    private final Database database;
    private final Thread thread = new Thread(this::run, "ringfence-sql");
    private final CountDownLatch closing = new CountDownLatch(1);
    /** Written before the latch opens. */
    private long closeDeadlineNs;

    /** Of the projector's thread; read by who closes. */
    private volatile Session session;
    /** Newest committed position, for whoever asks. */
    private volatile long position;

    /** What was said last of a lost database, so that it is not said again with every attempt. */
    private String toldReason;

    private int failures;

    /** A projector that has done nothing yet. */
    public SqlProjector(SqlConfig config, Path journalDirectory, SqlListener listener) {
        this.config = config;
        this.journal = journalDirectory;
        this.listener = listener;
        this.database = new Database(config);
        thread.setDaemon(true);
    }

    /** Starts the thread. The journal must have been opened by its host. */
    public void start() {
        thread.start();
    }

    /** Position of the newest event that this projector has seen in the tables. From any thread. */
    public long position() {
        return position;
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (Session opened = open()) {
                session = opened;
                position = opened.position();
                toldReason = null;
                listener.onConnected(config.place(), position);
                project(opened);
            } catch (ProjectionException | JournalDamagedException e) {
                listener.onRefused(String.valueOf(e.getMessage()));
                return;
            } catch (SQLException | IOException e) {
                onLost(database.explain(e));
            } catch (RuntimeException bug) {
                listener.onRefused("a bug: " + bug);
                return;
            } finally {
                session = null;
            }
        }
    }

    private Session open() throws SQLException, IOException {
        UUID identity = JournalIdentity.of(journal)
                .orElseThrow(() -> new ProjectionException(journal + ": no host has begun a journal here"));
        return Session.open(database, config, journal, identity, false);
    }

    /** Until it is closed and nothing is left, or its time is over. */
    private void project(Session opened) throws SQLException, IOException {
        boolean isCaughtUpTold = false;
        while (true) {
            boolean isClosing = closing.getCount() == 0;
            int count = opened.step();
            position = opened.position();
            failures = 0;
            if (count == 0 && !isCaughtUpTold) {
                isCaughtUpTold = true;
                listener.onCaughtUp(position);
            }
            if (isClosing && (count == 0 || System.nanoTime() - closeDeadlineNs >= 0)) {
                return;
            }
            if (count == 0) {
                pause(config.pollMs());
            }
        }
    }

    private void onLost(String reason) {
        if (closing.getCount() == 0) {
            return;
        }
        long wholeMs = Math.min(config.retryMaxMs(), (long) config.retryMs() << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        // Drawn, so that hosts that lost one database do not come back to it all at once.
        long retryMs = wholeMs / 2 + ThreadLocalRandom.current().nextLong(wholeMs / 2 + 1);
        if (!reason.equals(toldReason)) {
            toldReason = reason;
            listener.onLost(reason, retryMs);
        }
        pause(retryMs);
    }

    private void pause(long ms) {
        try {
            closing.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /**
     * Writes what the log still has, for as long as the configuration allows, and ends. After what writes the log is closed.
     * Idempotent.
     */
    @Override
    public void close() {
        closeDeadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.closeTimeoutMs());
        closing.countDown();
        try {
            // A joined millisecond of 0 would be for ever.
            thread.join(config.closeTimeoutMs() + 1L);
            Session stuck = session;
            if (thread.isAlive() && stuck != null) {
                stuck.abort();
                thread.join(ABORT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
