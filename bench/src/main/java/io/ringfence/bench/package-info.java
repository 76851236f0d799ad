/**
 * Measurements, and the command line that runs them. {@code java -jar bench/target/ringfence-bench.jar --help} tells what there is. Figures hold for the machine
 * they were taken on; compare only rows of one run.
 *
 * <table>
 *   <caption>What is inside</caption>
 *   <tr><th>{@code tick-to-order}, {@code tick-only}, {@code commands}, {@code burst}, {@code journal}, {@code soak},
 *       {@code feed}</th><td>the host's path from the ring to the broker's port, or with {@code journal} to the gate without
 *       the logic stages, as {@link io.ringfence.bench.subject} wires it, under an open load ({@link
 *       io.ringfence.bench.rig}); each says with its results what is not inside</td></tr>
 *   <tr><th>{@code StopCheckBenchmark}</th><td>a tick that fires nothing, through both logic stages; its encoding alone, to be
 *       taken off</td></tr>
 *   <tr><th>{@code StopBookBenchmark}</th><td>a stop armed, moved, raised, disarmed, and a tick that fires nothing: {@code
 *       ringfence} is the stop-loss stage with the encoding of its input, {@code encoding} that alone, {@code treemap} a bot's
 *       book by plain calls</td></tr>
 *   <tr><th>{@code DroppedEventBenchmark}</th><td>an informational event for an account without a session: known or new, judged,
 *       dropped, both outputs encoded; the ring, the journal and the look-up of names are not inside</td></tr>
 *   <tr><th>{@code StatBenchmark}</th><td>a tick that fires nothing through the stages of one thread, without a journal, with and
 *       without the live figures; one latency recorded</td></tr>
 *   <tr><th>{@code timer}</th><td>a whole node on the host's clock, idle and under ticks of its
 *       recorded feed: clock producer, journal, stages, edge, one client ({@link io.ringfence.bench.timer})</td></tr>
 *   <tr><th>{@code fan-out}, {@code idle-connections}</th><td>the ring, the edge's stage and its server alone, with WebSocket
 *       clients in a process of their own ({@link io.ringfence.bench.fanout})</td></tr>
 *   <tr><th>{@code replay}</th><td>a journal through a replica, on one thread; its records alone; Chronicle's tailer</td></tr>
 *   <tr><th>{@code recovery}</th><td>a new process that rebuilds a day's state from a snapshot and the events behind it</td></tr>
 * </table>
 *
 * <p>Of {@code StopBookBenchmark}'s arm and disarm, what {@code -prof gc} counts includes restoring the number of armed stops,
 * so the tree's arming shows up in its disarming. Both fire the same stops in the same order; a test holds them to it.
 */
package io.ringfence.bench;
