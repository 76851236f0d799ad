/**
 * The composition root: {@link io.ringfence.config.node.Node} makes every part with plain {@code new}, starts them in the
 * direction data flows and closes them in reverse.
 *
 * <pre>
 *   Snapshots, Journal ──► Rebuild ──► CoreLogic, EventLog            state as it was, and what the log lacks
 *   EventCore(journal, stop-loss, trade │ broker, edge, scheduler, event-log)    the ring
 *   NODE_STARTED, instruments, accounts, strategies, conditions       inputs of every start
 *   feeds ──► [RecordedFeeds, Lockstep] ──► ring        ClockProducer ──► ring (clock = wall)
 *   Journal ──► HostReplica ──► snapshots, and a divergence ──► ring
 *   Journal's watch on its disk ──► DiskInputs ──► ring
 *   HostFigures: the ring's points, orders, events counted, and what parts count ──► the file that stat reads
 *   Script ──► [Lockstep, or ScriptProducer] ──► ring   SchedulerStage ──► InputPump ──► ring
 * </pre>
 *
 * <p><b>The script.</b> A command is an input at its time. In lockstep it stands in the journal before the tick of that
 * time; by a clock that runs by itself it comes as soon as it is due, or with the start that finds it due. One that comes
 * after the recorded data waits for more data. After a restart, one that may or may not have been carried out is published
 * again under the same id, and the core does not carry it out twice.
 *
 * <p><b>Disk space</b> is the one input that also a host in lockstep gets by the wall clock: a run on a disk that gets low is not
 * repeated by another run, only by its journal.
 *
 * <p><b>Warm-up.</b> After recovery and before anything else a second {@link io.ringfence.config.node.Node}, with the same
 * layout and the same classes at every call, may live through made-up ticks in {@code warm-up} of the journal's directory, so
 * that the path is compiled when the first event comes. It is closed and removed before the first part of this host is made.
 *
 * <p><b>Silence.</b> The clock's thread sleeps until the next deadline. Who may have set an earlier one has it look: the scheduler
 * stage after each batch, for the core, and the simulated broker for its own.
 *
 * <p><b>Threads</b> besides the ring's: one for each feed ({@code feeds} for all in lockstep), {@code broker-reports},
 * {@code clock}, {@code disk}, {@code stat}, outside lockstep {@code schedule} and {@code script}, and the edge's event loops. In INLINE there are none but
 * {@code stat} and the edge's: the caller of {@link io.ringfence.config.node.Node#awaitEnd} does it all.
 */
package io.ringfence.config.node;
