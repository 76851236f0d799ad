/**
 * Events on their way to people outside the edge: behind the gate, off the core's threads.
 *
 * <pre>
 *   DeliveryStage  (core's output thread)   DELIVERY_REQUESTED ─► WaitingRequests of its channel, bounded
 *                                           DELIVERY_CHANGED   ─► what the core does not want any more is taken out
 *   ChannelDesk    (a thread each channel)  NotificationWriter ─► rate, CircuitBreaker ─► Courier.send
 *   couriers       (their threads)          Attempt ─► back to the channel's thread
 *   AnswerPump     (its own thread)         DeliveryAnswer ─► AnswerPort: DELIVERY_ATTEMPTED, back into the ring as an input
 * </pre>
 *
 * <p>A {@link io.ringfence.transport.delivery.Courier} is a channel: it knows a service's wire and maps its answers. Whether an
 * event is tried again, when, and by which channel next, is the core's to decide, since that has to survive a crash. An
 * attempt whose answer is lost, as the host was killed, is made again: a person may hear of an event twice, never not at all.
 *
 * <p><b>What is answered by whom.</b> Every request is answered once, unless the core takes it back before. The courier's answer is
 * the service's. The desk itself answers LATER when too many wait (the least urgent is turned away), when one has waited for too
 * long, when it would have to since the service asked to be left alone or counts as down, and when a courier does not come back; it
 * answers FAILED where nobody serves the channel, or nobody can read the event. What is turned away comes back at the channel's
 * rate ({@code ReturnTimes}). An answer that finds no room is dropped only if no service was asked: the core counts the channel as
 * silent then.
 *
 * <p><b>Bounds.</b> {@link io.ringfence.transport.delivery.ChannelConfig} for each channel: requests and bytes that wait, for how
 * long, requests that are out, for how long, their rate. {@link io.ringfence.transport.delivery.DeliveryConfig} for the answers.
 * Of a delivery one request waits at most. Nothing here is kept over a restart.
 */
package io.ringfence.transport.delivery;
