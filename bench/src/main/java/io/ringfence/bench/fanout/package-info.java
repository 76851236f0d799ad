/**
 * Prices fanned out to many WebSocket clients.
 *
 * <pre>
 *   the round's JVM                                                     LoadClient, a JVM of its own
 *  ┌───────────────────────────────────────────────────────────┐      ┌──────────────────────────────────────┐
 *  │ rig ──send──► FanoutSubject ──publish──► FanoutServer     │ N    │ Reader: from frame header to frame   │
 *  │                                            EdgeUnderLoad  ├─────►│ header; of one in so many the time   │
 *  │                                            BareNetty      │ TCP  │                                      │
 *  │                                            (peer.RedisWs) │      │                                      │
 *  └──────────────────────┬────────────────────────────────────┘      └──────────────┬───────────────────────┘
 *                         └──────────── Board: a mapped file ────────────────────────┘
 *                            due times ──►          ◄── how far the slowest is, samples, counts
 * </pre>
 *
 * <p><b>Correct or not.</b> Each client has to have each event, once and in order: fewer is a finding, and so is every price that
 * the edge has conflated, but where a client stalls on purpose.
 *
 * <p><b>What the client costs.</b> It shares the machine with the server, so it does as little as it can: one thread, one read
 * for each time a socket has something, a look at two bytes of each frame, and at the digits of the last one. What it takes all
 * the same is told beside what the server takes ({@code client_cpu_ns_a_delivery}).
 *
 * <p><b>Threads.</b> The rig's thread publishes; it sleeps until shortly before an event is due, for there may be fewer cores than
 * threads. The server has its own. In the client one thread reads, another waits for the end of the process that started it.
 */
package io.ringfence.bench.fanout;
