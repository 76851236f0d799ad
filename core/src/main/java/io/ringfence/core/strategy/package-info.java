/**
 * What decides when to trade: the interface of strategy plug-ins, and the two that are built in; and {@code manual}, which
 * strategies have that a person's order made.
 *
 * <p>A {@link io.ringfence.core.strategy.StrategyPlugin} makes a {@link io.ringfence.core.strategy.StrategyLogic} for each
 * strategy that names it. The trade stage calls that with ticks, fills and timers, and does what it asks for. Everything else
 * about a strategy is the same for all of them and not the logic's business: its stop and target, its exit and holding
 * times, who may sell what it holds, what is done when a broker refuses.
 *
 * <p><b>The contract.</b> A journal has to lead to the same state wherever it is replayed, so a logic's calls depend on what
 * it was told through them and on nothing else: no clock but {@link io.ringfence.core.strategy.StrategyContext#nowNs()}, no
 * random figures but ones drawn from its parameters, no files, no static state, no threads, no floating point in what it
 * keeps, no order that follows from identity hashes. It does not block and it does not wait.
 *
 * <p><b>State.</b> A logic writes what it keeps, and nothing that follows from its parameters, with {@link
 * io.ringfence.core.strategy.StrategyLogic#writeTo}; those values are part of the state hash and of snapshots. When a host
 * begins with a snapshot, the plug-in makes each logic anew from its parameters and {@link
 * io.ringfence.core.strategy.StrategyLogic#readFrom} takes the values back, in the order they were written:
 *
 * <pre>
 *   public void writeTo(StateSink sink) {          public void readFrom(StateSource source) {
 *       sink.putLong(average);                         average = source.getLong();
 *       sink.putFlag(isAbove);                         isAbove = source.getFlag();
 *   }                                              }
 * </pre>
 *
 * <p>The host holds what the logic then writes against what it read. It does not start from a snapshot whose plug-ins are not
 * there, refuse parameters they took before, or do not come to the same.
 *
 * <p><b>Failure.</b> One that throws, or asks for more in one call than {@code limits.max-actions-per-call}, asks for
 * nothing: its strategy is aborted alone, with an {@code Error} and an ERROR_LOGGED, and what it holds stays under its stop.
 * What no host can survive, such as a lack of memory, halts it.
 *
 * <p>One thread: that of the trade stage.
 */
package io.ringfence.core.strategy;
