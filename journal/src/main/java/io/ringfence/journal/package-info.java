/**
 * The journal: every input the core accepted, in order, on disk before anything it causes leaves the host.
 *
 * <pre>
 *   journal/
 *     lock                                  held by one host; its text names the holder
 *     identity                              a UUID, drawn once
 *     segment-00000001/                     a Chronicle queue of one file
 *       20260105F.cq4
 *       metadata.cq4t                       Chronicle's own
 *     segment-00000002/ ...                 one more at every start, and when one is full
 *
 *   a .cq4 file
 *   +--------+-----------+---------+-------+-------+------------+-------+- - - - - - -+
 *   | header | index     | opening | group | group | index page | group | zeros       |
 *   +--------+-----------+---------+-------+-------+------------+-------+- - - - - - -+
 *     \____ Chronicle's ____/          |
 *                                      one commit: first sequence, count, checksum, events
 * </pre>
 *
 * <p><b>Writing.</b> {@link io.ringfence.journal.Journal} locks, recovers and begins a segment;
 * {@link io.ringfence.journal.JournalStage} is the ring's journal stage and commits all events that are ready as one
 * group ({@code GroupLayout}). A queue is only ever appended to by the process that created it: what a dead host left in
 * Chronicle's index and write positions is never trusted, a torn end stays where it is, and Chronicle's internals are
 * never edited. A queue's clock stands still, so it has one file; a new segment takes the place of Chronicle's roll.
 *
 * <p><b>Reading.</b> {@code JournalWalk} reads the files itself, by position. It is under recovery,
 * {@link io.ringfence.journal.JournalReader} and {@link io.ringfence.journal.Verification}, so all agree on where a
 * journal ends. A segment ends at its first unsound group. When the next segment begins with the sequence expected there,
 * or nothing sound was committed behind it, that is a torn end, which nobody was told of; else it is damage, and no host
 * starts on it.
 *
 * <p><b>Threads.</b> {@code Journal} by the thread that starts and stops the host, {@code JournalStage} by the journal's
 * thread between; {@code ringfence-journal-segments} makes the next segment's files ahead. Readers on any thread or in
 * another process, beside a live host; they take no lock and write nothing.
 */
package io.ringfence.journal;
