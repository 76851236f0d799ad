/**
 * The composition root: {@link io.ringfence.config.node.Node} makes every part with plain {@code new}, starts them in the
 * direction data flows and closes them in reverse.
 *
 * <pre>
 *   Journal.recover ──► CoreLogic                                     replay: state as it was
 *   EventCore(journal, stop-loss, trade │ broker, edge)               the ring
 *   NODE_STARTED, instruments, strategies                             inputs of every start
 *   feeds ──► [RecordedFeeds, Lockstep] ──► ring        ClockProducer ──► ring (clock = wall)
 * </pre>
 *
 * <p><b>Threads</b> besides the ring's: one for each feed ({@code feeds} for all in lockstep), {@code broker-reports}, {@code clock}, and the edge's event
 * loops. In INLINE there are none but the edge's: the caller of {@link io.ringfence.config.node.Node#awaitEnd} does it all.
 */
package io.ringfence.config.node;
