/**
 * The edge: prices and the core's events out to clients over WebSocket, their subscriptions in; and the door to everything
 * else that crosses a socket to a client ({@link io.ringfence.transport.http}, {@link io.ringfence.transport.command}). What goes
 * over the wire stands in <a href="../../../../../../../PROTOCOL.md">transport/PROTOCOL.md</a>.
 *
 * <pre>
 *   core's output thread                        each event loop (ioThreads of them)
 *  ┌─────────────────────────────────────┐     ┌───────────────────────────────────────────────────────────┐
 *  │ EdgeStage                           │     │ Fanout.run ─► PriceBlock ─► each PriceSubscription ─┐     │
 *  │  tick  ─► PriceBoard                │ Hand│      └─────► Stream ─► each EventSubscription ──────┤     │
 *  │        ─► EventJson ─► JsonFrame ───┼─Off─►                                                     ▼     │
 *  │  event ─► Streams: place, History   │     │                                               Client ─► socket
 *  │        ─► AccountState              │     │                                                     ▲     │
 *  │        ─► EventJson ─► JsonFrame ───┼─────► frames ─► RequestDecoder ─► RequestHandler ─────────┘     │
 *  └─────────────────────────────────────┘     │                 subscribe: ClientSubscriptions ─► Streams │
 *                                              └───────────────────────────────────────────────────────────┘
 * </pre>
 *
 * A connection's handlers, top down. What is refused early costs little: a connection too many has none of those below the first.
 *
 * <pre>
 *   ConnectLimit     connections in all and of an address, connects of an address; 503, 429, or cut where TLS is on
 *   SslHandler       with tls: the JDK's, 1.2 and 1.3;  TlsGuard  counts handshakes that fail, then leaves
 *   HttpServerCodec, SecurityHeaders, BoundedBodies
 *   extensions       with inflate: agrees to inflate what a client sends (InflateOnly)
 *   RequestLimit     requests at a rate; 429                    ┐
 *   OriginCheck      browsers come for allowed pages only; 403  │ leave with the upgrade, as do the codec,
 *   CorsHandler      with allowed-origins                       │ the aggregator and SecurityHeaders
 *   HttpFront        routes, and the upgrade                    ┘
 *   ─── after the upgrade ───
 *   frame decoder    frames up to maxAnonymousFrameBytes, after auth up to maxFrameBytes (FrameBounds puts another in its place)
 *   MessageLimit     frames at a rate, pings too; frames and bytes of a message; RATE_LIMITED, 3503, 1009
 *   Utf8FrameValidator
 *   Deadlines        the connection's one timer: silence, auth in time, the token's expiry; 3000, 3500, 3002
 *   ControlFrames    pings, close frames; goaway and revocations from outside the loop; 1001, 3502
 *   WebSocketFrameAggregator, RequestDecoder
 *   RequestHandler   auth by Authentication (3501, 3504), subscriptions, the rest
 *   Violations       what the others threw, as close codes
 * </pre>
 *
 * Shared by all of them, and so by the loops: {@code Admission} and {@code UserConnections}, each behind a monitor that is held for
 * a few map operations; {@code TlsCertificates}, whose thread "ringfence-edge-tls" looks for changed files. Frames that go out
 * pass none of the handlers but {@code SslHandler} in any way that costs.
 *
 * <p>The composition root makes an {@link io.ringfence.transport.edge.EdgeServer} from an {@link
 * io.ringfence.transport.edge.EdgeConfig}, gives an {@link io.ringfence.transport.edge.EdgeStage} on it to the core as an
 * output stage, tells the stage where streams stood before, starts the server before the core and closes it after. {@link
 * io.ringfence.transport.edge.EdgeCounters} may be read by anyone.
 *
 * <p><b>Streams.</b> A {@code Stream} is a channel of an account. The core gives each of its events a place, so that a restart
 * changes none; the {@code History} keeps the newest as messages, not as text, since most are never asked for again. A client
 * subscribes under the lock of {@code Streams}: where the stream stands, what it missed and the snapshot are of one moment
 * between two events. From then on the core's thread hands over what comes, and what was under way to the loop at that moment is
 * told by its place ({@code StreamSubscription}). So what a client gets is whole, whatever breaks in between.
 *
 * <p><b>Sessions.</b> Who subscribes to {@code events} of its own account is a session of it: {@link
 * io.ringfence.transport.edge.SessionListener} is told, behind the subscription, so that whatever the core then offers finds it. An
 * offer has no place in the stream and is in no history; one that is lost on the way comes again, as nobody acknowledges it.
 * {@link io.ringfence.transport.edge.SystemRelay} takes what nobody keeps from one client to the sessions of others, past the core.
 *
 * <p><b>Threads.</b> {@code EdgeStage}, its {@code EventJson} and {@code JsonFrame} belong to the core's output thread; so does the
 * producing side of {@code Fanout}, {@code HandOff}, {@code LatestPrices} and {@code PriceBoard}. Everything that has to do with a
 * connection belongs to the loop it was given at accept. The two meet in {@code HandOff}, {@code LatestPrices}, {@code PriceBoard},
 * the volatile fields of {@code Fanout} and under the lock of {@code Streams}, which the output thread takes for an event that has
 * outputs, never for a tick that has none, and a loop for as long as it takes to copy what a client missed or to write down what
 * an account has.
 *
 * <p><b>Bytes.</b> An event is encoded once, as a whole WebSocket frame, and copied into the hand-off to each loop where somebody
 * listens; there is nothing for the core's thread to allocate. The loop puts the prices of a run into one buffer, which all
 * clients without a filter share: a write for many prices. An event of a stream is one buffer that its few listeners share.
 * Clients write duplicates, past the frame encoder. The price of that is that frames cannot be compressed per client.
 *
 * <p><b>Bounds.</b> The stage never waits for a client. A hand-off holds {@code handOffMessages} of 256 bytes on average; a price
 * that finds it full replaces the older one of its instrument, an event that does closes that loop's clients of streams, which
 * come back and resume. A client's connection holds {@code writeBufferHighWaterBytes} of prices and one block more, and one
 * further price of each symbol, always the latest; of events {@code maxPendingEventBytes}, then it is closed. A client that does
 * not read is not read from, and after {@code idleTimeoutMs} without a sign of life it is closed: that bounds the age of what
 * waits. Histories hold {@code historyEvents} each and {@code historyBytes} together.
 */
package io.ringfence.transport.edge;
