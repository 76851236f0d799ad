/**
 * How late timed orders are, in a whole node on the host's clock: recorded feed, clock producer, ring, journal, stages, broker,
 * edge, and one WebSocket client in the same process.
 *
 * <pre>
 *   TickFile ──feed──► Node, whose strategies enter at the times of TimerGrid ──edge──► TimerClient: when it had each
 *                        └─ its journal ──► TimerJournal: when each was fired, and the ticks that were taken
 * </pre>
 *
 * <p>These rounds are not the rig's open loop, whose thread spins until the next message is due: an idle host is one in which
 * nothing does. Timers come by themselves, each measured from its own due time.
 *
 * <p><b>Threads.</b> The round's thread starts the node, sleeps, and reads when the node is closed; the client's thread notes.
 */
package io.ringfence.bench.timer;
