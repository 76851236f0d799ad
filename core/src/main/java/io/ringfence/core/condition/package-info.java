/**
 * Conditions: comparisons of prices of one or more instruments, joined by ALL, ANY and NOT, that tell when they come true.
 *
 * <p>{@link io.ringfence.core.condition.Conditions} belongs to the stop-loss stage, which hands it every valid tick after the
 * stops and targets of that tick, and writes what it finds into the same {@link io.ringfence.core.ring.StopFindings}. What
 * follows from a condition is done downstream. One thread.
 *
 * <p><b>Shape.</b> A condition arrives as nodes in postfix order, at most {@link
 * io.ringfence.core.condition.Conditions#MAX_NODES} of them: {@code last(BTC) < 60000, ask(ETH) >= 3000, ALL of 2}. Each
 * comparison waits in a book of its instrument, series and direction for the one price that would flip it:
 * <pre>{@code
 *            while false, comes true           while true, becomes false
 *   <  v     falls to v - 1e-8                 rises to v + distance
 *   <= v     falls to v                        rises to v + distance, at least v + 1e-8
 *   >  v     rises to v + 1e-8                 falls to v - distance
 *   >= v     rises to v                        falls to v - distance, at most v - 1e-8
 * }</pre>
 *
 * <p><b>Rules.</b>
 * <ol>
 *   <li>The distance is the hysteresis, a ratio of v, rounded up. Without one, a comparison is what it says at every price.
 *       A level that no price reaches, zero or beyond the largest price, is waited for in no book.
 *   <li>At creation a comparison is true if the price in force makes it so, whatever the hysteresis. Where there is no price
 *       yet it is false, and a NOT of it true, until the first price decides.
 *   <li>A tick is taken as two: first with its extremes, what waits for a fall with the lowest price and what waits for a
 *       rise with the highest, then with the prices in force. A comparison that the first has flipped waits, the other way,
 *       from the second on, which has none but these to flip. Its two levels lie apart, so that one price reaches one of them
 *       at most: none flips more than twice with a tick.
 *   <li>A condition fires when its tree, false before, is true after all flips of the first, or of the second. A price that
 *       jumps over a range was never within it; on a conflated tick, though, comparisons with different extremes count
 *       together: nothing tells whether those were there at once.
 *   <li>It fires once, and then it is gone, or, when it repeats, each time, at most once with a tick. One that is true at
 *       creation fires with that event.
 *   <li>Each of the two takes LAST, BID, ASK, MID in turn, in each the falls before the rises, nearest level first, then in
 *       arming order. Conditions fire in the order of the flips that made their trees true, the last one each.
 *   <li>Arming order counts a condition's comparisons as they stand in its nodes, and counts on, after the first and after
 *       the second, for those that have flipped, in the order of their flips; one that fired and is gone is not counted.
 *   <li>A finding names the price of that flip and the level it reached. With the creation, the price is the
 *       one in force of the first node, which always is a comparison, 0 where there is none, and the level is 0.
 *   <li>{@code MID} has a price once a bid and an ask are known, half way between those in force, rounded down. Ticks that
 *       are refused, and trades or quotes of other instruments, change nothing.
 * </ol>
 *
 * <p>One that an event goes out with fires once and is for no strategy. It stands until it fires or is taken away; one whose event's
 * time is over makes way when there are too many.
 *
 * <p><b>Cost.</b> A tick that flips nothing compares at most eight pairs of numbers, whatever the number of conditions, and
 * allocates nothing. A flip costs O(log n) of the comparisons that wait in its book, and the way up its tree as far as
 * something changes. Creation and removal cost that for each comparison.
 */
package io.ringfence.core.condition;
