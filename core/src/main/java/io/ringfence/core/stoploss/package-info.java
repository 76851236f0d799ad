/**
 * Stop-losses, checked ahead of everything else an event does.
 *
 * <p>{@link io.ringfence.core.stoploss.StopLossStage} keeps its own picture of prices and positions from the same inputs as
 * the trade stage: a filled entry arms a stop, a filled exit disarms it; nothing flows back to it. What it finds it writes
 * into the slot's {@link io.ringfence.core.ring.StopFindings}, and the trade stage, downstream on every sequence, acts on
 * that first. One thread.
 *
 * <p><b>Prices.</b> A trigger source picks a series, and every leg of a strategy watches that one:
 * <ul>
 *   <li>{@code LAST}: trades. {@code BID_ASK}: the side the exit would trade on, bid for a long position and ask for a short
 *       one. {@code MID}: half way between the bid and the ask in force, rounded down; it has a price with every tick that
 *       has a bid or an ask, once both are known. {@code DOUBLE}: pairs of consecutive trades, each with the price that
 *       both have reached.
 *   <li>A conflated tick has a lowest and a highest price of each series: what fires on a fall is tested with the lowest,
 *       what fires on a rise with the highest. For {@code DOUBLE} a tick's extreme, where it differs from the last trade,
 *       is a trade before the last one.
 *   <li>A tick for an unknown instrument, with a price that is not positive, crossed, inconsistent or seen before changes
 *       nothing but its feed's position: nothing fires from it, and it is no part of {@code DOUBLE}'s sequence.
 * </ul>
 *
 * <p><b>Rules.</b>
 * <ol>
 *   <li>A stop of a long position fires on a fall, of a short one on a rise; its target, and the activation price of a stop
 *       that trails, the other way round. A touch is enough. Each fires once; a stop or target that has fired never does
 *       again.
 *   <li>A level is the given one, or the average entry price less or plus a distance, an amount or a ratio. It is rounded
 *       towards the entry, by at most 1e-8, and stands between zero, which no price reaches, and the largest price. When a
 *       further part of the entry fills, it follows the average.
 *   <li>A trailing stop stands at its distance from the best price it has seen, rounded towards that price: from the average
 *       entry price on, as of the fill that armed it, whatever fills later. A ratio counts from the best price. A tick
 *       raises it first, by the tick's best price, and tests it then, with the worst.
 *   <li>With an activation price it stands as a fixed stop until that is touched. The price that touched, or the
 *       average entry price where that is better, is the first it has seen: it never moves away.
 *   <li>Stop and target are armed by the first fill of the entry and tested at once against the prices in force: a level that
 *       the market has already passed fires with the fill.
 *   <li>A stop that fires takes its target and its activation price away. A target that fires leaves the stop armed: the
 *       position is protected until it is closed. Closed, nothing is armed.
 *   <li>An event activates, then raises, then fires stops, then targets; each by series (LAST, BID, ASK, MID, DOUBLE), what
 *       fires on a fall before what fires on a rise, nearest level first, then in arming order.
 * </ol>
 *
 * <p><b>Cost.</b> Legs at fixed levels of one instrument, series and direction form a heap by level ({@link
 * io.ringfence.core.heap.IndexedHeap}), trailing stops form cohorts by best price, each a heap by distance ({@link
 * io.ringfence.core.heap.PairingForest}). A tick that fires and raises nothing compares a few dozen numbers, whatever the
 * number of stops; arm, move, disarm, raise and fire are O(log n), amortised where something trails.
 */
package io.ringfence.core.stoploss;
