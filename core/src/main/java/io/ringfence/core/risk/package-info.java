/**
 * What keeps an entry from being sent: the kill switch, the limits of its account, and the link to the broker.
 *
 * <p>The trade stage calls it, on its thread: {@link io.ringfence.core.risk.RiskChain} before every entry, and with what
 * becomes of it. Exits never pass through it, whatever the limits say: it is told of their fills alone.
 *
 * <pre>
 *   every event ────────► beginEvent              time; opens the trading day of accounts whose day has begun
 *   RiskLimitsSet ──────► setLimits
 *   an entry is wanted ─► allows ──► refused: code, bound, actual ──► RISK_REJECTED
 *        │ sent ────────► onEntrySent             what is on its way counts from here on
 *        │ any fill ────► onFill ──► Accounts     of an entry: it moves from on its way to held
 *        └ final ───────► onEntryEnded            what did not fill is no longer on its way
 *   a position is left ─► onPositionClosed
 *   the broker refuses ─► BrokerErrors ──► KillSwitch.raise    of the account, or of all
 *   KillSwitchSet ──────► KillSwitch.set
 * </pre>
 *
 * <p><b>The chain.</b> The first rule that refuses decides. A limit of 0 is none. An account without limits is held back by
 * the first two rules alone; and by MAX_NOTIONAL, with the largest figure as the bound, where the notional does not fit, so that
 * no broker could book it.
 *
 * <pre>
 *   code             refuses when                                                   bound                 actual
 *   TRADING_STATE    the kill switch of the host or of the account is not NONE      ACTIVE                the state
 *   LINK_DOWN        the broker cannot be reached                                   1                     0
 *   DUPLICATE        the same was sent less than the window ago                     window                time since
 *   MAX_QUANTITY     quantity &gt; limit                                              limit                 quantity
 *   NO_PRICE         a limit below needs a price that is not there                  0                     0
 *   MAX_NOTIONAL     quantity × reference price &gt; limit                            limit                 notional
 *   PRICE_COLLAR     its limit is further from the last price than the ratio        the last one allowed  its limit
 *   POSITION_LIMIT   |net + on its way + quantity| × reference price &gt; limit       limit                 notional
 *   OPEN_ORDERS      live entries with this one &gt; limit                            limit                 with this one
 *   ORDER_RATE       entries sent in the window with this one &gt; limit              limit                 with this one
 *   DAILY_LOSS       loss since the day began &gt;= limit                             limit                 loss
 *   DRAWDOWN         loss since the highest equity &gt;= limit                        limit                 loss
 *   STOP_OUT_STREAK  the cooldown after stops in a row goes on                      cooldown              time left
 * </pre>
 *
 * <p>The reference price is the order's own limit, else the last price. Notionals are rounded up. On its way are the account's
 * live entries of the same instrument and side; those of the other side are not set off, since they may never fill.
 *
 * <p><b>Windows</b> reach from a time to just short of it plus their length: what happened exactly one length ago is out. A
 * count remembers the newest as many as its limit; DUPLICATE those within the window when an entry is sent, and of these the
 * newest 4096. A limit that is raised, or a window made longer, counts what is still remembered. What is sent while a limit
 * is 0 is not remembered for it.
 *
 * <p><b>Equity</b> (realized and open, at last prices, see the account package). An account's day begins at its offset from
 * midnight UTC, and with its first loss limit, and with another offset. The loss of the day counts from the equity at the
 * first event at or after that time, of whatever kind, before the event changes anything: what happens overnight counts in
 * the day it ends in. The highest equity is taken over those when limits are set, when a day begins, after each fill, and
 * with each entry that is asked for; it stays over changes of the limit and is forgotten when there is none. With a limit on
 * loss an entry costs O(instruments held), and with one on drawdown a fill does too; without one nothing.
 *
 * <p><b>Stops in a row.</b> A stop that ends in a loss adds to the row; any other end of a position, also a stop with a gain,
 * begins it anew. When as many as the limit lie within the window, entries wait for the cooldown from the last of them. The
 * row goes on through the cooldown, so that the next stop after it may begin another at once.
 *
 * <p><b>Overflow.</b> Figures that do not fit stand at the largest one, which a bound may equal but not exceed.
 */
package io.ringfence.core.risk;
