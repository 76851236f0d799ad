/**
 * A bridge to Redis, for servers that already listen or speak there. Off unless it is configured.
 *
 * <pre>
 *  others' publishers                                                       others' subscribers
 *       │ PREFIX price:update                                                      ▲ PREFIX price:update, order:filled,
 *       ▼                                                                          │ order:rejected, portfolio:update
 *  RedisFeed     PriceReader ─► LiveFeed of each symbol                      RedisPublisher   rate, EdgeJson ─► PUBLISH
 *       │        (conflates while the ring has no room)                            ▲          PriceSlots, EventQueue, Portfolios
 *       ▼                                                                          │
 *    the ring ───────────────────────────────────────────────────────────►  RedisStage, behind the gate
 * </pre>
 *
 * <p><b>For information only.</b> Redis keeps no message of a channel for who is not there, and the bridge keeps none for Redis:
 * what Redis does not take in time is dropped and counted, a duplicate or an order of messages is promised to nobody. Whoever
 * needs every event, or one at all, uses the edge, whose streams resume, or has it delivered. A stop fires from prices that came
 * in as from any other feed's; while Redis is away they are not there, and the core is told so.
 *
 * <p><b>What is written.</b> The objects of <a href="../../../../../../../PROTOCOL.md">transport/PROTOCOL.md</a>, one a message: {@code
 * price} with the extremes since the one before, {@code order_filled}, {@code order_rejected}, {@code portfolio}; the last three
 * with {@code account}. What is read is the first of them; only {@code symbol} and {@code price} have to be there.
 *
 * <p><b>No echo.</b> What the bridge publishes comes back to it on the channel that both directions use. A symbol goes one way: a
 * configuration with one in both is refused ({@link io.ringfence.transport.redis.RedisConfig}), and what comes of a symbol that is
 * not taken is passed over.
 *
 * <p><b>Connections.</b> One for each direction, since a slow reader of the one must not hold up the other. A {@code Link} makes it
 * again, with waits that double and a random part, when it ends or when a ping is not answered in time; a server that stands
 * still is told from one that is slow by that alone. PRICE_FEED_ERROR and PRICE_FEED_CONNECTED of each symbol say when the
 * subscription is gone and back.
 *
 * <p><b>Threads.</b> {@code ringfence-redis-in} and {@code ringfence-redis-out} belong to the links: they connect, ping, publish what
 * waits. Messages are read, and ticks published, on the connection's own thread of the library ({@code ringfence-redis-in-io}).
 * {@code RedisStage} is the core's output thread's; it meets the publishing thread in {@code PriceSlots} and {@code EventQueue}, which
 * nobody waits at, and under the monitor of {@code Portfolios}, for an event that has outputs, never for a tick that has none.
 *
 * <p><b>Cost of a Redis that is dead.</b> A tick stores a price; a fill finds that there is no connection, and is counted.
 *
 * <p><b>Rights</b> that a user of an access list needs: {@code +ping +hello +publish +subscribe}, and the channels.
 */
package io.ringfence.transport.redis;
