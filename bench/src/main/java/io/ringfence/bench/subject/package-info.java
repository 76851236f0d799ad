/**
 * The host as a {@link io.ringfence.bench.rig.Subject} of the rig: ring, journal, both logic stages, gate and broker stage, as
 * {@code Node} wires them, with a broker's port behind them that takes the time.
 *
 * <pre>
 *   rig ──send──► TickSubject        ──┐                                        StagePoints: journal, stop-loss, trade, gate
 *                 CommandSubject       ├─► BenchHost: the ring and its stages ──► OrderPort: order
 *                 BurstSubject         │
 *                 FeedSubject        ──┘                                        Answers: answer
 *                 JournalSubject     ────► BenchHost: the ring and the journal    StagePoints: journal, gate
 * </pre>
 *
 * <p><b>Stops that fire again.</b> A strategy that is always in ({@code AlwaysIn}) enters as soon as it is out, and {@code
 * Positions} publishes the fills of both orders behind the tick that brings the price back. They are part of the load, as they are of a host's, and
 * their latencies are part of no figure; the same inputs come in every run.
 *
 * <p><b>Correct or not.</b> Each subject knows how many stops had to fire and how many orders had to be handed over, each once.
 * At the end the journal is replayed by a replica, whose state hash and output digest have to be the host's. Of the journal alone
 * there is nothing to replay: its events are held against what was sent ({@code JournaledTicks}).
 *
 * <p><b>Threads.</b> The rig's thread publishes, and is the only one that does; the ring's threads record.
 */
package io.ringfence.bench.subject;
