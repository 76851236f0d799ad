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
 *   <li>From entry to exit is a round. Held is what entries have filled less what exits have, over all rounds. A round begins
 *       with a fill of an entry order while nothing is held, if that order is newer (has a larger id) than the entry order
 *       of the round before: average prices count from that fill on, stop and target are as good as new, whatever has fired.
 *       An order older than the entry order of the round before the current one is not booked. A report by which a sum or an
 *       average price of the round, or what is held, would not fit is refused, as is one that leaves no positive average
 *       entry price.
 *   <li>New terms of a strategy hold at once. A stop that is armed moves to where the new terms put it for the average entry
 *       price, and is never gone in between; one that trails and still does keeps the best price it has seen, and waits for
 *       no activation; any other that trails begins anew at the average entry price. A target that is armed moves; one
 *       that has fired, like a stop that has, stays fired for its round. Both keep their arming order, and are then tested
 *       against the prices in force, as after a fill.
 * </ol>
 *
 * <p>A position that a person opens may have no stop: then of these rules the target's hold alone. It may be given one while it
 * is held, which is armed at once, for the average entry price, and tested as after a fill. A stop may be moved and changed,
 * alone or with other terms, but never taken away.
 *
 * <p>An event that goes out when a condition comes true is judged here as far as it stands by itself: its bytes, its sender, to
 * whom it goes. Names of accounts and of groups are one kind of names, so that a target means one of them. An EVENT_CANCELED of
 * its sender's, or the host's, takes its condition away.
 *
 * <p><b>Cost.</b> Legs at fixed levels of one instrument, series and direction form a heap by level ({@link
 * io.ringfence.core.heap.IndexedHeap}), trailing stops form cohorts by best price, each a heap by distance ({@link
 * io.ringfence.core.heap.PairingForest}). A tick that fires and raises nothing compares a few dozen numbers, whatever the
 * number of stops; arm, move, disarm, raise and fire are O(log n), amortised where something trails.
 *
 * <p><b>What is written.</b> Terms, totals, levels, the best prices seen and arming orders. Heaps and cohorts are made anew from
 * those: no two stops that wait have the same arming order, so what fires first does not depend on how a heap came about.
 *
 * <p><b>Other projects' rules that differ.</b> Tests hold the core to what the tests of three other projects state of stops.
 * All of it holds here but for these cases; the number is that of the rule above that decides. Rows, steps and places count
 * from 0.
 * <table>
 *   <caption>Cases that come out differently</caption>
 *   <tr><th>Project and case</th><th>Their rule</th><th>Ours</th></tr>
 *   <tr><td>freqtrade: two-tick row 2, {@code adjust_short} step 6</td>
 *       <td>a liquidation price ends the position</td><td>2: only the levels that were given; liquidation is the broker's</td></tr>
 *   <tr><td>freqtrade: {@code positive_*} initial stop, step 1 at offset 0.055</td>
 *       <td>a wide ratio first, a narrow one from a profit on</td>
 *       <td>3, 4: one distance, also before the activation; exits fall on the same steps</td></tr>
 *   <tr><td>freqtrade: {@code adjust_long} step 5, {@code adjust_short} steps 5, 7</td>
 *       <td>a call that sets an initial stop changes nothing later</td><td>3: every price raises</td></tr>
 *   <tr><td>freqtrade: {@code adjust_short} steps 3, 7</td><td>a price that moves is not tested</td><td>3: it is, after it has
 *       raised</td></tr>
 *   <tr><td>freqtrade: {@code reinit_*}</td><td>a ratio counts on the margin, and another may replace it</td>
 *       <td>2: it counts on the price; a stop keeps its terms. A stop with the ratio by leverage stands where theirs does</td></tr>
 *   <tr><td>Lean: {@code equity_stop_market} 2, 3</td><td>trades from before the order never fire it</td>
 *       <td>5: the price in force is tested with the fill</td></tr>
 *   <tr><td>Lean: {@code immediate_model_stop_market}, in no case</td><td>a touch is not enough</td><td>1: it is</td></tr>
 *   <tr><td>Lean: {@code immediate_model_trailing}, in no case</td><td>tested first, moved then</td>
 *       <td>3: raised first; only a tick with extremes shows it</td></tr>
 *   <tr><td>ta4j: {@code pct} 0, 3 and {@code gain_pct} 13, position 1 of each</td><td>holds anew at every price</td>
 *       <td>1: fires once</td></tr>
 *   <tr><td>ta4j: {@code trail_pct} 5, position 0</td><td>the best of the last few prices</td>
 *       <td>1, 3: the best since the entry; fired, it stays so. The other windows hold the best price anyway</td></tr>
 *   <tr><td>ta4j: {@code gain_pct} 14, position 1, places 1, 2</td><td>may be asked of prices before the entry</td>
 *       <td>5: armed by the entry</td></tr>
 *   <tr><td>ta4j: trailing, in no case</td><td>the entry price is no part of the best</td><td>3: it is</td></tr>
 * </table>
 */
package io.ringfence.core.stoploss;
