/**
 * The ring and the stages that follow it.
 *
 * <pre>
 *  feeds      client commands      broker reports      timers      producers: tryClaim, encode into slot.in(), publish
 *     └──────────────┴───────┬────────────┴───────────────┘
 *                            ▼
 *            the ring: EventSlot[2^n]   (LMAX Disruptor, multi-producer)
 *            │                       │
 *         journal               stop-loss ──► trade            parallel branches
 *            └───────────┬───────────┘
 *                        ▼   gate: an event's outputs pass when it is journaled and processed
 *              output stages (broker, edge)
 * </pre>
 *
 * {@link io.ringfence.core.ring.EventCore} builds this from {@link io.ringfence.core.ring.Stage}s in one of three
 * {@link io.ringfence.core.ring.ThreadingMode}s. The gate is a Disruptor sequence barrier on the journal and the trade
 * branch: no code decides per event whether it may pass. In COMPACT one thread is both branches, and hands a group to the
 * urgent output stages when it has journaled it.
 *
 * <p><b>Threads.</b> Producers on any thread, through {@link io.ringfence.core.ring.EventPublisher}. Each stage is called
 * by one thread only, in sequence order. A slot belongs to its producer from claim to publish and to the stages from then
 * on; each field of it has one writing stage.
 *
 * <p><b>Waiting</b> is a {@link io.ringfence.core.ring.WaitProfile}. In QUIET a thread sleeps while there is nothing to do, also
 * where the stage before it takes long.
 *
 * <p><b>Failure.</b> A stage that throws halts the core: its sequence and those after it never pass the gate, producers
 * get {@link io.ringfence.core.ring.EventPublisher#HALTED}, and {@link io.ringfence.core.ring.EventCore#halt()} names the
 * stage, the sequence and the cause.
 *
 * <p><b>Garbage.</b> Once a host is warm, nothing on the threads of stages and producers allocates: room is made at the start
 * for what is ordinary, and what a burst took is given back ({@link io.ringfence.core.ring.EventBuffer}). A test of the whole
 * host fails on one byte. What still allocates is rare: a segment that begins, an event of more outputs than a slot has room
 * for, a price that finds an event loop far behind, orders beyond those that room was made for.
 *
 * <p>Each part of a slot is emptied by whoever writes it next, not by a last stage: that needs no further thread and no further
 * barrier, keeps it in the cache of the thread that writes it, and leaves a slot readable until it is reused.
 */
package io.ringfence.core.ring;
