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
 * <p><b>Exits.</b> Exit time, target and stop reserve from one sellable quantity ({@code Position}); one exit is live at a
 * time, and in EXITING whatever is still held, or still fills, goes out when the live one is final. A stop that fires
 *
 * <ul>
 *   <li>before any exit was sent, or while a refused one waits for its next attempt: sends its order at once;
 *   <li>while a market exit is working: is recorded as LOCK_CONFLICT, since that exit already sells everything; should it
 *       be refused or canceled, the stop's order follows at once.
 * </ul>
 *
 * <p>An exit time that comes, or a target that is touched, when another exit is live or waits for its next attempt, or when
 * the stop has fired, is recorded as LOCK_CONFLICT too. A refused one of these two is tried again after a delay, the stop
 * still armed; from the bound on SAFETY_ABORT is raised with each refusal and the stop is left as the position's way out. A
 * refused stop is tried again for as long as something is held; SAFETY_ABORT is raised once at the bound.
 *
 * <p><b>Orders.</b> Reports carry cumulative figures, so one that comes twice or late adds nothing. After a restart every
 * live order is UNKNOWN and asked for; it is sent again, under the same id, only when the broker says that it has none and
 * the order is still wanted. Client order ids are the event's sequence times 65,536 plus the order's place in the event.
 */
package io.ringfence.core.trade;
