/**
 * What the host is measured beside, in the same run: each a {@link io.ringfence.bench.rig.Subject}, in a JVM of its own.
 *
 * <table>
 *   <caption>Peers</caption>
 *   <tr><th>{@code ring hand-off}</th><td>a tick handed from one thread to another, and nothing else: what no design on a ring
 *       can be below</td></tr>
 *   <tr><th>{@code ArrayBlockingQueue}</th><td>the same with the JDK's queue</td></tr>
 *   <tr><th>{@code chronicle append}</th><td>the same with a journal as its library gives it</td></tr>
 *   <tr><th>{@code bare sync}</th><td>the same with a sync of the device for each tick, beside a journal that does so</td></tr>
 *   <tr><th>{@code exchange-core}, {@code … journaled}</th><td>a whole event core of another kind, at its own work</td></tr>
 *   <tr><th>{@code redis list queue}</th><td>what a bot is usually built of</td></tr>
 * </table>
 *
 * <p>{@code FanoutPeer} lists what the edge is measured beside when prices are fanned out.
 *
 * <p>All record the point {@code order}, where a message has come to its end: where the host hands an order to the broker's
 * port. Each checks that everything sent arrived once and in order; what a library can say of itself besides (a queue read
 * back, balances, a journal replayed) is held against that too. {@link io.ringfence.bench.peer.Peers} lists them; their
 * options are those of {@code PeerOptions}.
 *
 * <p><b>Class path.</b> A peer's own jars come before ours there, and may be of other versions: exchange-core
 * brings an older Disruptor and Agrona. What stands here for it uses nothing of ours but the rig. Its Chronicle is ours: it
 * only carries its set-up and reports, and its own does not run on JDK 25.
 *
 * <p><b>Threads.</b> {@code send} is called by the rig's one thread; each peer starts its own for the rest.
 */
package io.ringfence.bench.peer;
