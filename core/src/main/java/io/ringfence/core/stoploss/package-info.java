/**
 * Stop-losses, checked ahead of everything else an event does.
 *
 * <p>{@link io.ringfence.core.stoploss.StopLossStage} keeps its own picture of prices and positions from the same inputs as
 * the trade stage: a filled entry arms a stop, a filled exit disarms it; nothing flows back to it. What it finds it writes
 * into the slot's {@link io.ringfence.core.ring.StopFindings}, and the trade stage, downstream on every sequence, acts on
 * that first. One thread.
 *
 * <p><b>Rules.</b>
 * <ol>
 *   <li>A stop of a long position fires when the price is at or below its level, of a short one when at or above: a touch
 *       is enough.
 *   <li>The price is, by trigger source: {@code LAST} the trade; {@code BID_ASK} the side the exit would trade on, bid for
 *       a long position and ask for a short one; {@code DOUBLE} two consecutive trades that both touch.
 *   <li>A conflated tick counts with its low for long positions and its high for short ones. For {@code DOUBLE} its
 *       extreme, where it differs from the last trade, is a trade before the last one.
 *   <li>The level is the given one, or the average entry price less (long) or plus (short) a distance or ratio; a ratio's
 *       level is rounded towards the entry, by at most 1e-8. When a further part of the entry fills, the level follows the
 *       average.
 *   <li>A stop is armed by the first fill of the entry and tested at once against the prices in force: a level that the
 *       market has already passed fires with the fill.
 *   <li>Several that fire on one tick do so by source (LAST, BID_ASK, DOUBLE), long before short, nearest level first,
 *       then in arming order. A stop fires once.
 *   <li>A tick for an unknown instrument, with a price that is not positive, crossed, inconsistent or seen before changes
 *       nothing but its feed's position: no stop fires from it, and it is no part of {@code DOUBLE}'s sequence.
 * </ol>
 *
 * <p><b>Cost.</b> Stops of one instrument, source and side form a heap by level
 * ({@link io.ringfence.core.heap.IndexedHeap}). A tick that fires nothing compares six numbers, whatever the number of
 * stops; arm, move, disarm and fire are O(log n).
 */
package io.ringfence.core.stoploss;
