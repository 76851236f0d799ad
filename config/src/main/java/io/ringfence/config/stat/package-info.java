/**
 * Figures of a running host: latencies by stage, and everything that it counts, in a file that other processes map.
 *
 * <pre>
 *   producers ──startNs──► EventSlot ──► stages ──onPassed──► LatencyRecorder, one a point ──┐
 *   BrokerStage ──onSubmitted──► the recorder "order"                                        ├──► StatFile ──► StatReader
 *   Fanout, one a loop ──onPassed──► the recorder "socket"                                   │    (mapped)     another process:
 *   CountingStage, before the scheduler stage ──► events, stops, orders, fills, alerts ──────┤                 the command stat
 *   ringfence-stat, once a period ──► what the parts count for themselves, the beat ─────────┘
 * </pre>
 *
 * <p><b>What is timed.</b> From a producer's claim of a slot to the end of each stage, of each so manieth sequence: the same
 * events at all points. The way of orders ends with the return of the broker's submit. By the wall clock every order is timed, from
 * its event's own timestamp; where recorded data gives the time, only orders of sampled events can be. {@code socket} ends when
 * an event loop has written the event to each client that keeps up. What stands in a queue before its producer claims a slot
 * is in none of these: {@code bench} measures that, from when a message was due.
 *
 * <p><b>How fresh.</b> Latencies and counts of events are in the file at once, so they are there to the end when the process is
 * killed. The others are copied once {@code stat.period}; the reader says of when they are. A reader sees each figure whole, and
 * figures of one look to within what passed meanwhile.
 *
 * <p><b>Where.</b> In shared memory, found through the journal; {@link io.ringfence.config.stat.StatPlace} has the reason. The file
 * stays when its host ends and is replaced at the journal's next start. One whose journal is gone too is removed by the next host that
 * starts on the machine. A file that cannot be made is told of and keeps no host from its work.
 *
 * <p><b>Threads.</b> {@code point} and {@code open} are the starting thread's. A recorder is written by the thread of its stage, counts of
 * events by the one of the scheduler stage, all else by {@code ringfence-stat}; whoever closes does that thread's last turn
 * when it has ended.
 */
package io.ringfence.config.stat;
