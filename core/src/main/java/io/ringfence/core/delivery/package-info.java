/**
 * Events on their way to accounts, and what has been promised of each: the promise as a state machine, pure and whole in
 * the state.
 *
 * <p>The trade stage calls {@link io.ringfence.core.delivery.Deliveries}, on its thread, and puts out what comes back
 * through {@link io.ringfence.core.delivery.DeliveryOutputs}. {@link io.ringfence.core.delivery.EventKeys} knows events
 * that come again.
 *
 * <pre>
 *   every event ──────────► beginEvent, fireDue    what is due, at most MAX_WORK deliveries; the rest is due at once
 *   EventSubmitted ───────► judge, publish ──► EventIntake ──► EventAgenda   its time, account after account, taken back
 *   a condition is true ──► fire                                    │
 *   SessionOpened, Closed ► sessionOpened, sessionClosed            ▼
 *   EventAcknowledged ────► acknowledge                       DeliveryWalk   one account, along the event's plan
 *   DeliveryAttempted ────► attempted                               │
 *   DeadLetterResent ─────► resend                                  ▼
 *   EventCanceled ────────► cancel                              EventEnds    nothing is on its way any more
 *   NodeStarted ──────────► onNodeStarted
 * </pre>
 *
 * <p><b>The promise.</b> An informational event goes to sessions alone, once, and is over: where there is none it is
 * dropped, and counted. Any other is kept until each of its accounts has it, by a session's acknowledgement or by a
 * channel's word, or has a dead letter; and dead letters are kept until they are acknowledged, delivered after all, sent
 * again, or taken back by who sent the event. When there is no room, new events are refused; nothing that was accepted is
 * let go.
 *
 * <p><b>A delivery</b>, an event to one account, goes along the channels of the event's plan, the first that takes it has
 * it:
 *
 * <pre>
 *   state         what happens                                  what follows
 *   (a choice's   ACTIVE_SESSION, the account has a session:    OFFERED where it has room and nothing waits, else WAITING
 *    turn)        ACTIVE_SESSION or only if active, it has none the next choice at once
 *                 a channel that the host does not serve        the next choice at once
 *                 another channel                               ATTEMPTING
 *                 the plan ends, a session's turn went by       a session is the last way: OFFERED, or WAITING
 *                   as there was none
 *                 the plan ends otherwise                       DEAD_LETTER
 *   WAITING       there is a session with room                  OFFERED; by urgency, critical ones first, then by event
 *                 the last session closes                       the next choice; as the last way it waits on
 *   OFFERED       no ack in ackTimeoutNs, there is a session    BACKOFF, or from maxOffers on the next choice
 *                 no ack in ackTimeoutNs, there is none         the next choice; as the last way WAITING
 *                 a session opens                               offered again at once, at most maxOffers times without failing
 *   ATTEMPTING    LATER, or no answer in attemptTimeoutNs       BACKOFF, or from maxAttempts on the next choice
 *                 FAILED                                        the next choice
 *                 the host starts                               attempted again at once, as another attempt; nothing has failed;
 *                                                                 the next choice where the channel is not served any more
 *   BACKOFF       its time comes                                the same channel again; of a session that is gone the next choice
 *                 a session opens, a session's turn             its time has come
 *   any           an ack; DELIVERED, of whichever attempt       DELIVERED
 *                 expireTimeNs, or maxEventAgeNs                DEAD_LETTER (EXPIRED)
 *                 the event is taken back                       CANCELED
 *   DEAD_LETTER   sent again                                    the first choice, with no failures
 * </pre>
 *
 * <p>After the last choice the next is a dead letter. A critical event has twice the offers and attempts. The delay of
 * BACKOFF is {@code retryDelayNs}, doubled with each failure up to a bound; a channel may ask for more. Failures count from
 * when a choice's turn came. In flight to an account is what is OFFERED, and what is to be offered again: no more than
 * {@code maxPendingAcks}. Answers to an attempt that is not the last one are ignored, but for DELIVERED. Attempts are
 * numbered through the life of a delivery, sent again or not, so that an old answer is known for one.
 *
 * <p><b>An event</b> waits for its time or its condition, then goes out: its accounts, told with the event so that there is
 * room for them, have their turn in ascending order. Its end is told when nothing of it is on its way any more; again when
 * a dead letter that was sent again, or acknowledged, is done with. Taken back while it goes out, its other accounts have
 * no turn, and what is on its way is canceled, dead letters included. A decision is told when the event goes out, and with
 * each start of the host, until an order has answered it or the event is taken back; until then the event has not ended. Taken back
 * behind the telling, the order may come all the same, unless the host starts before.
 *
 * <p><b>Order.</b> Work that is due together is done so: first what waits and can go on, by account; then by time, events
 * before deliveries, events by id, deliveries by when they were begun. What is at the bound of one core event is done with
 * the next; {@link io.ringfence.core.delivery.Deliveries#nextDeadlineNs} has come by then. An informational event for at
 * most {@code MAX_WORK} accounts is never kept, not even for that.
 *
 * <p><b>State</b> is what the messages, the counts and the times above say; heaps, tables, what is in flight and who is
 * ready are made anew. All steps cost O(log deliveries); a session that opens O({@code maxPendingAcks}), a start of the
 * host O(deliveries). What is dropped makes no garbage.
 */
package io.ringfence.core.delivery;
