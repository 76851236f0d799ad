/**
 * The event log as tables of a PostgreSQL database, for people and programs that ask in SQL.
 *
 * <pre>
 *   event log ──► EventLogTail ──┐                          ┌─ events, fills             COPY
 *                                ├─► Session: a batch ──────┼─ strategies, orders,       one upsert a changed row
 *   journal ────► JournalTail ───┘   (count and bytes)      │  positions, instruments, accounts
 *    (names: symbols, accounts,                             └─ projection: the position  the same transaction
 *     strategies)
 * </pre>
 *
 * <p><b>Exactly once.</b> The position in the log that the tables stand at is in the table {@code projection} and is committed
 * with them, so whoever dies, and wherever, the next connection finds tables and position of one moment. It is also checked
 * when a batch is written: of two projectors on one schema one fails and looks again. With the position stands the journal's
 * identity: tables of another journal are refused. The newest event of the tables is compared with the log's at every connect,
 * since a log that lost its end with a machine's power may go on otherwise.
 *
 * <p><b>The tables</b> are in {@code db/ringfence/}, migrated by Flyway, in a schema of their own, and explained there by
 * {@code comment on}. They are a function of journal and log: a rebuild gives the same rows, ids included
 * ({@code EventIds}). Orders are known from what is sent to the broker and told of them; a position is a row from its first
 * fill to its end; a strategy's row begins with the input that created it.
 *
 * <p><b>Threads.</b> {@link io.ringfence.journal.sql.SqlProjector} has one, {@code ringfence-sql}, which reads files and
 * waits for the database. Nothing waits for it; how far it is behind is all that an outage changes.
 * {@link io.ringfence.journal.sql.SqlProjection} runs on the caller's.
 */
package io.ringfence.journal.sql;
