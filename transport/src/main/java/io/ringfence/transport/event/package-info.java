/**
 * Events with a promise, as clients of the edge send, take and ask for them: the event gateway's side of the edge.
 *
 * <pre>
 *   JSON ──► EventMessages ──► EventReader ──► EventCommand ──► CommandPort ──► ring       sent, taken back, sent again, policies
 *                 │ ├─► acknowledgements ──► EventInputs ──► ring  ◄── sessions that come and go (edge)
 *                 │ ├─► SystemRelay ──► other clients' event loops                          not journaled, not kept
 *                 │ └─► EventsView ──► lists, one event with its history, dead letters
 *   HttpApi ──► EventApi
 * </pre>
 *
 * <p>What is promised of an event, and whether it was kept, is the core's business ({@code io.ringfence.core.delivery}), since
 * it has to survive a crash; so is who may send to whom. Here an event gets its id, a UUID of version 7, and its time, its
 * conditions and orders are those of {@link io.ringfence.transport.command}, and it is answered when it is journaled. How an
 * event is shown to those who are offered it is written beside the edge's stage ({@link io.ringfence.transport.edge.EventText} for
 * others).
 *
 * <p>An acknowledgement is journaled only where it ends something: a client that repeats them, or makes them up, fills no journal. One
 * that is lost costs a repeat.
 *
 * <p><b>Threads.</b> Event loops read and publish commands, as in {@link io.ringfence.transport.command}. Sessions and acknowledgements, which
 * nobody answers, go into the ring on thread "ringfence-edge-inputs", which holds what a full ring does not take.
 */
package io.ringfence.transport.event;
