/**
 * The journal: every input the core accepted, in order, on disk before anything it causes leaves the host.
 *
 * <pre>
 *   journal/
 *     lock                                  held by one host; its text names the holder
 *     identity                              a UUID, drawn once
 *     reserve                               zeros, removed where a segment finds no room
 *     segment-00000001/                     a Chronicle queue of one file
 *       20260105F.cq4
 *       metadata.cq4t                       Chronicle's own
 *     segment-00000002/ ...                 one more at every start, and when one is full
 *     events/segment-00000001/ ...          what the core put out: {@link io.ringfence.journal.log}
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
 * <p><b>Syncing.</b> With {@link io.ringfence.journal.Durability#POWER} a group is on the device before its events pass the
 * gate: one {@code fdatasync} of the segment's file, after the append and before the stage returns. A sync that fails halts
 * the host; after one, what the machine's page cache shows may not be what the device holds, so look at the device first.
 * What a killed host had appended and not synced is synced when it is recovered, before anything is built upon it.
 *
 * <p><b>Disk space.</b> A store into a mapped file without blocks kills the process when the disk is full. So
 * {@code SegmentFiles} writes a segment full of zeros before it is used, syncs it with its name where groups are, and cuts it
 * to what it holds when it is done with. {@link io.ringfence.journal.DiskSpaceListener} hears when room gets low; when a segment
 * finds none the reserve is given up for it; when there is none even so, appending goes on to the end of the last one, and the
 * append after that is refused with the reason, which halts the host. It is tried again with every look at the disk until then.
 * A start that finds no room gives the reserve up as well, and is refused when that is not enough. This holds where a written
 * block is overwritten in place: not on file systems that compress or copy on write.
 *
 * <p><b>Tails.</b> The next segment is made in pieces of microseconds, spread over a quarter of the time that the last one
 * lasted ({@code Pace}): at once, its hundred milliseconds of work were the longest that events met where cores are few. Active
 * segments on a file system in memory, with a thread that took them to the disk, were built and taken out again: on two cores
 * that thread cost more than the disk's write-back, 200 ms at p99 of a million events a second against 3 ms.
 *
 * <p><b>Reading.</b> {@code JournalWalk} reads the files itself, by position. It is under recovery,
 * {@link io.ringfence.journal.JournalReader} and {@link io.ringfence.journal.Verification}, so all agree on where a
 * journal ends. A segment ends at its first unsound group. When the next segment begins with the sequence expected there,
 * or nothing sound was committed behind it, that is a torn end, which nobody was told of; else it is damage, and no host
 * starts on it. {@link io.ringfence.journal.JournalTail} follows a journal by the same rule, group by group as they come, for
 * the replica, the event log's followers and the SQL projection.
 *
 * <p><b>Versions.</b> Each message says the schema version it was written with. Older ones replay with the outputs they had;
 * a newer one is refused by recovery and by {@code JournalReader}, since what it has more would be passed over in silence.
 * A dump shows what it can of it.
 *
 * <p><b>Threads.</b> {@code Journal} by the thread that starts and stops the host, {@code JournalStage} by the journal's
 * thread between; {@code ringfence-journal-segments} makes the next segment's files ahead, closes the full ones and watches the
 * disk. The journal's thread makes, lengthens and removes no file. Readers on any thread or in
 * another process, beside a live host; they take no lock and write nothing.
 */
package io.ringfence.journal;
