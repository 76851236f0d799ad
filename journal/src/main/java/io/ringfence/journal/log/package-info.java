/**
 * The event log: the outputs that are worth keeping, in the order they were put out, for history, audit, clients that come
 * back and SQL.
 *
 * <pre>
 *   journal/
 *     segment-00000001/ ...                   inputs
 *     events/
 *       segment-00000001/ ...                 kept outputs: the same files, groups and rule for an end, no lock of their own
 *
 *   replay ──► EventLog.regenerate ──┐
 *                                    ├──► EntryWriter ──► GroupWriter ──► segments ──► EventLogReader ──► dump, SQL, clients
 *   gate   ──► EventLogStage ────────┘
 * </pre>
 *
 * <p>{@link io.ringfence.journal.log.KeptOutputs} says what is kept: commands, and events that have a channel. A group's
 * sequence is the log's position: 1, 2, 3 and so on, one for each kept output since the journal's first event. An
 * {@link io.ringfence.journal.log.EventLogEntry} carries the input's sequence and timestamp, the output's index among all of
 * its event, its account and its position in that account's stream.
 *
 * <p><b>Recovery.</b> The log is derived: inputs are journaled first, so a host that dies leaves a log that ends before the
 * journal does, anywhere, also within the outputs of one event. The next start's replay makes the outputs again, and
 * {@link io.ringfence.journal.log.EventLog} appends exactly those behind the last entry; the last entry has to be the output
 * that the replay has at its position. For the same reason the log is never synced to the device, whatever the journal's
 * durability is: a loss of power takes nothing that cannot be made again. A log that is damaged, or is not the journal's,
 * keeps a host from starting; it may be moved away, and is made again from the journal's first event, or from a snapshot on,
 * when the events before are gone. Then its first position says where it begins.
 *
 * <p><b>Threads.</b> {@code EventLog} by the thread that starts and stops the host, {@code EventLogStage} by the thread of its
 * name or the output thread between. Readers on any thread or in another process, beside a live host.
 */
package io.ringfence.journal.log;
