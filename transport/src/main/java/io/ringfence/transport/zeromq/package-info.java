/**
 * The gateway for existing producers of user events, over ZeroMQ and protobuf. Off unless it is configured.
 *
 * <pre>
 *   producer DEALER ──event──► ROUTER :5571 ─┐                                                             ┌─► ack
 *                                            ├─► GatewayThread ─► RingPort ─► ring ─► core ─► journal ─► ZeroMqStage
 *   producer XPUB :5570 ──topic, event──► SUB ┘        ▲                                                    │
 *          ▲────────── topics of users ────────────────┴──────────────── WatchedUsers ◄── sessions ─────────┘
 * </pre>
 *
 * <p><b>The wire.</b> {@code proto/user_events.proto} (package {@code dexorder.events}) has the messages; before each stands one
 * byte, 0x20 before a UserEvent, 0x21 before an EventAck ({@code WireMessage} draws the frames). It is read by hand with
 * protobuf's own {@code CodedInputStream}: two messages of four and six fields do not pay for a compiler that is another
 * native program on each kind of machine, nor for some thousand lines that no lint of ours passes; and an ERROR can name the
 * event even when what stands behind its id cannot be read. A test holds the reader against protobuf's own parser, which it
 * gives the shipped file.
 *
 * <p><b>What an event becomes.</b> An immediate one from account 0, the operator, to {@code user_id}: the name of an account, of
 * a group, or that a user logs in with; all of them also of those who register while the host runs. Its {@code event_id} is its key, by which the core knows one that comes again, after a crash too. {@code timestamp} is
 * milliseconds since 1970. A payload that is one JSON object goes to clients as such, without the space between its parts. Without
 * channels it goes to the active session.
 *
 * <p><b>Acks.</b> Only the ROUTER's events are acked, and only when they are journaled: QUEUED, or DELIVERED for one whose id
 * came before. ERROR, and why, for one that the core refuses, for one that is not well formed in whatever way if its id could be
 * read, and for one that finds no room in the ring for {@code busyTimeoutMs}; until then it waits, and the producer's next
 * messages wait behind it, at the producer in the end. An event whose ack does not come is to be sent again. Where nobody can
 * be told, it is counted ({@link io.ringfence.transport.zeromq.ZeroMqCounter}).
 *
 * <p><b>Topics.</b> A user's topic is {@code topicPrefix} and the name of the account, which is {@code user_id} here, and not
 * that of a login: so publishers need to know nothing but whom they write to. It is asked for from the opening of the user's first session until the last one closes.
 * ZeroMQ compares beginnings, so that asking for {@code ann} brings {@code anna} as well: a topic that is not exactly a watched
 * user's, or not that of the user in the message, is counted and dropped. What producers publish while the gateway is away is gone,
 * as is what they publish for others: what has to arrive goes to the ROUTER.
 *
 * <p><b>Peers.</b> Nobody is asked who he is, and nothing is encrypted: whoever reaches the port may write to everybody, so it is
 * loopback, or another with {@code open} where a network keeps others away. A producer that comes back under its identity takes
 * its old connection over (HANDOVER), so that acks find it; an ack for one that is gone fails (MANDATORY) and is counted. Frames,
 * their queues and connections are bounded, and silent peers are pinged. ZeroMQ itself does not bound the parts of one message: a
 * peer that sends parts without an end is not held back.
 *
 * <p><b>Threads.</b> "ringfence-zeromq" owns the sockets and the way in; nothing else touches them. {@code ZeroMqStage} is the core's
 * output thread's, which hands over outcomes in a queue, bounded by what the gateway has let on its way, and users that come and
 * go in a map, bounded by their number, and never waits. The library has threads of its own for I/O.
 */
package io.ringfence.transport.zeromq;
