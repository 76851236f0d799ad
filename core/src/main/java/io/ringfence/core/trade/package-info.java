/**
 * Strategies, their orders and positions: what happens after the stop-loss stage has had its say.
 *
 * <p>{@link io.ringfence.core.trade.TradeStage} handles each event in a fixed order: the stops that fired, then the timers
 * that are due at the event's time, then what the event itself carries. It appends what follows from it to the slot's
 * outputs and keeps the running digest over them. One thread.
 *
 * <pre>
 *   TradeStage ──► StrategyDesk   the life of strategies: when to enter, when to leave, who may
 *        │              │ orders
 *        └──────► OrderDesk       the life of orders: what the broker's reports change
 *                       │ fills, refusals
 *                       └──────► StrategyDesk
 * </pre>
 *
 * <p><b>A timed strategy.</b>
 *
 * <pre>
 *   CREATED ─start─► READY ─entry time─► ENTERING ─first fill─► IN_POSITION ─exit─────────────► EXITING ─flat─► CLOSED
 *                      │                    │ refused, or not filled by the exit time                              ▲
 *                      └─ exit time passed ─┴──────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p><b>Exits.</b> Stop, exit time and target, in this order of urgency, reserve from one sellable quantity
 * ({@code Position}); one exit is live at a time, and in EXITING whatever is still held, or still fills, goes out when the live
 * one is final. What a stop does to an exit that is under way ({@code ExitTerms}; {@code OverrideMatrixTest} has a test for
 * each cell):
 *
 * <pre>
 *   the exit is               a market order                         a limit order
 *   decided, not sent         the stop's order goes in its place     the same
 *   waiting for a retry       the stop's order goes at once          the same
 *   sent                      LOCK_CONFLICT: it sells everything     canceled
 *   accepted                  LOCK_CONFLICT                          canceled; when that is told, the stop's order follows
 *   partly filled             LOCK_CONFLICT                          canceled; the stop's order follows for what is left
 *   being canceled            the stop's order follows the cancel    the same
 *   unknown                   LOCK_CONFLICT; asked for, sent again   asked for, then canceled; not sent again
 *   refused, canceled         the stop's order follows at once       the same
 * </pre>
 *
 * <p>An exit time does the same to a target's limit order; whatever is not more urgent than what is under way is recorded as
 * LOCK_CONFLICT. The old order ends before the new one goes out, and until then it still sells: the position is never without
 * an exit and never has two.
 *
 * <p>A stop may be limited: it trades no worse than its offset from the price that fired it. When it has not filled by its
 * deadline it is canceled for one three times as wide, then for a market order. A target may be a limit order at its level;
 * it gets its deadline twice, then what is left goes to the market.
 *
 * <p>A refused exit time or target is tried again after a delay that doubles with each refusal (ORDER_RETRY_REQUIRED), the stop
 * still armed; from the bound on SAFETY_ABORT is raised with each refusal and the stop is left as the position's way out. A
 * refused stop is tried again for as long as something is held; SAFETY_ABORT is raised once at the bound.
 *
 * <p><b>Orders.</b> {@code OrderTransitions} is the table of states; what is not in it raises ILLEGAL_TRANSITION. Reports carry cumulative figures, so one that comes twice or late adds nothing. After a restart every
 * live order is UNKNOWN and asked for; it is sent again, under the same id, only when the broker says that it has none and
 * the order is still wanted: an entry not once its strategy was stopped or the kill switch was set, a limited exit not once its
 * deadline has passed. A cancel that could not be asked for meanwhile, or was lost, is asked for when the broker has the order.
 * Client order ids are the event's sequence times 65,536 plus the order's place in the event.
 */
package io.ringfence.core.trade;
