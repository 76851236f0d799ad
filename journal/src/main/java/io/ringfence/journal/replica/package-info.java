/**
 * Cores that are fed from the journal: a host's own as it starts, the replica that runs behind it, and those of the offline
 * commands. All apply the same events through the same stages, so all stand where the host stood.
 *
 * <pre>
 *   journal/
 *     segment-NNNNNNNN/ ...              the events
 *     snapshots/
 *       snapshot-0000000000001000000     the core after event 1,000,000; whole, or not there under this name
 *       snapshot-0000000000002000000
 *       unfinished-...                   left by a host that died; deleted with the next one
 *       aside-...                        of events that were lost; for a person to look at
 *
 *   start:   newest usable snapshot ──► events behind it ──► the host's core ──► a copy of it
 *   live:    host ──► journal ──► ReplicaRunner (the copy): compares digests, takes snapshots
 * </pre>
 *
 * <p><b>Which snapshot.</b> {@link io.ringfence.journal.replica.Rebuild} takes the newest one that is undamaged, reads back
 * to the same bytes, lies within the journal, and is not behind the end of the event log. Others are passed over and said.
 *
 * One that is ahead of the journal, as after a loss of power, is set aside by the host that goes on: its sequences come
 * again, with other events.
 *
 * <p><b>What an operator leaves out.</b> An event that halts the core halts every start, until somebody decides to go on
 * without it. The decision is an input, SEQUENCE_SKIPPED, the first of its start; a replay that comes to it, having applied
 * the event, begins anew without.
 *
 * <p><b>Comparing.</b> The host notes its output digest at every 64th sequence; the replica has its own by the time it
 * comes there. They differ when the host's memory was damaged, or a plug-in is not deterministic: the window from the last
 * agreement is told, and no snapshot is taken any more.
 *
 * <p><b>Threads.</b> {@code ringfence-replica}, below the host; all else on the caller's.
 */
package io.ringfence.journal.replica;
