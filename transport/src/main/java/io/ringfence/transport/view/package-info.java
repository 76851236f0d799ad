/**
 * What every account has now, for those who come, and those who ask: the read model behind snapshots, lists and {@code
 * portfolio}.
 *
 * <pre>
 *   core at rest ──► Books ◄── InputsTaken    what an input that holds changes by itself
 *                      │   ◄── OutputsTaken   what the trade stage says that has come of it
 *                      └────► StrategyJson, ConditionJson, PortfolioJson
 * </pre>
 *
 * <p>A property holds: after any event, what was kept up event by event is what would be built anew from the core. It rests
 * on what the core tells: each strategy's state follows from STATE_TRANSITION, STRATEGY_READY and the orders that go out;
 * what an order has traded from the cumulative figures of the report that its ORDER_FILLED follows from. Three things are
 * told otherwise than the core holds them. While a strategy holds something, its rounds and its result are those of the last
 * end of a round. A trailing stop's level is where it began to trail, since its way from there is told to nobody. An
 * order that is kept back while the broker's link is down does not tell of its limit before it leaves.
 *
 * <p><b>Events with a promise</b> have a read model of their own, {@link io.ringfence.transport.view.EventsView}:
 *
 * <pre>
 *   core at rest, event log ──► EventBook ◄── EventsTaken    inputs that bring events; offers, attempts, changes, ends
 *                                  └────────► ShownEvent     lists, one event with its history, dead letters
 * </pre>
 *
 * <p>It has all that the core keeps and the newest that the core has let go, up to bounds of its own in number and bytes. What an
 * asker may see is picked under the lock and written down without it, as texts are people's and may be long.
 *
 * <p><b>Threads.</b> The core's output thread calls {@code onEvent}; event loops read, seldom. All of them hold the
 * lock that the views were given, the edge's. A tick stores a price and allocates nothing; what is private allocates what it adds. Bounded by
 * the core's own bounds on strategies, orders, conditions and accounts.
 */
package io.ringfence.transport.view;
