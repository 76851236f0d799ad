/**
 * A client of the edge for Java programs: it connects, says who it is, subscribes, sends commands, and after every kind of
 * break goes on where its listeners stood.
 *
 * <pre>
 *   HttpClient's threads        the loop: one thread, the client's own or the caller's
 *  ┌──────────────────┐        ┌────────────────────────────────────────────────────────┐
 *  │ Link: frames     ├───────►│ EdgeClient ─► Subscription, one a channel ─► listeners │
 *  │  ─► whole texts  │ window │      ├──────► Requests: unanswered commands            │
 *  │                  │        │      └──────► Inbox: events that were processed         │
 *  └──────────────────┘        └────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p><b>Threads.</b> Everything but {@code Link}'s callbacks runs on the loop: listeners, the futures of requests, timers.
 * A listener that blocks stops nothing but its own client.
 *
 * <p><b>Resume.</b> The place in a stream is that of the last event that the listener has returned from, with the epoch it
 * belongs to. It is asked for after every reconnect. What the edge cannot give any more is told by {@code onGap}, then the
 * snapshot follows. A gap in the numbers, or a heartbeat that says that more was sent than came, breaks the connection and
 * resumes; an event that came already is left out.
 *
 * <p><b>Events with a promise.</b> On channel {@code events} the edge offers an event until it is acknowledged. The client does so
 * when the listener has returned from it; one that comes again, after a reconnect or as its acknowledgement was lost, is
 * acknowledged and not told twice, as far as {@code maxRememberedEvents} reaches. A program that has to know over its own restarts
 * keeps {@code event_id}.
 *
 * <p><b>Dead connections.</b> After a heartbeat's time of silence the client pings, after two it gives the connection up. This
 * is needed on a healthy network too: the JDK's WebSocket does not always tell of an end that comes inside a frame.
 *
 * <p><b>Bounds.</b> No more than {@code receiveWindowMessages} are asked of the socket before the listeners have returned
 * from the first of them; beyond that the edge waits, and in the end closes with 3000. Requests that wait for an answer are
 * {@code maxPendingRequests} at most, one message has {@code maxMessageChars}.
 *
 * <p><b>Reconnects.</b> Exponential backoff with full jitter: a random time up to a bound that doubles with each attempt, and
 * begins anew after a heartbeat's time of a connection that stood. Close codes 3500 to 3999, and those that say that the
 * client itself is wrong, stop the client; {@code connect} starts it again.
 */
package io.ringfence.transport.client;
