/**
 * The WebSocket edge: prices and the core's events out to clients, their subscriptions in.
 *
 * <pre>
 *   core's output thread                    each event loop (ioThreads of them)
 *  ┌───────────────────────────┐          ┌──────────────────────────────────────────────────┐
 *  │ EdgeStage                 │ HandOff  │ Fanout.run ──► Client ──► socket                 │
 *  │  event ─► EventJson       ├─────────►│                  ▲                               │
 *  │        ─► JsonFrame, once │ bounded  │ frames ─► RequestDecoder ─► RequestHandler       │
 *  └───────────────────────────┘          └──────────────────────────────────────────────────┘
 * </pre>
 *
 * A connection's handlers, top down. What is refused early costs little: a connection too many has none of those below the first.
 *
 * <pre>
 *   ConnectLimit     connections in all and of an address, connects of an address; 503, 429, or cut where TLS is on
 *   SslHandler       with tls: the JDK's, 1.2 and 1.3;  TlsGuard  counts handshakes that fail, then leaves
 *   HttpServerCodec, SecurityHeaders, HttpObjectAggregator
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
 * output stage, starts the server before the core and closes it after. {@link io.ringfence.transport.edge.EdgeCounters} may
 * be read by anyone.
 *
 * <p><b>Threads.</b> {@code EdgeStage}, {@code EventJson} and what it writes with, {@code JsonFrame} and {@code Instruments} belong to the core's
 * output thread; so does the producing side of {@code Fanout}, {@code HandOff} and {@code LatestPrices}. Everything that has
 * to do with a connection belongs to the loop it was given at accept. The two meet in {@code HandOff}, {@code LatestPrices}
 * and three volatile fields of {@code Fanout}, nowhere else.
 *
 * <p><b>Bytes.</b> An event is encoded once, as a whole WebSocket frame, and copied into the hand-off to each loop that wants
 * it; there is nothing for the core's thread to allocate. The loop copies it into one buffer that counts its holders: each
 * price that waits for a slow client, each write. Clients write duplicates, past the frame encoder. The price of that is that
 * frames cannot be compressed per client.
 *
 * <p><b>Bounds.</b> The stage never waits. A hand-off holds {@code handOffMessages} of
 * 256 bytes on average; a price that finds it full replaces the
 * older one of its instrument, an order event that does closes that loop's clients of channel orders before anything later
 * reaches them. A client's connection holds {@code writeBufferHighWaterBytes} of prices, and one further price of each
 * symbol, always the latest; of order events {@code maxPendingOrderBytes}, then it is closed. A client that does not read is
 * not read from, and after {@code idleTimeoutMs} without a sign of life it is closed.
 *
 * <h2>Protocol</h2>
 *
 * JSON text over WebSocket at {@code /ws}; one object a frame. Clients ask:
 *
 * <pre>
 *   type         fields                       answer        example
 *   subscribe    channel, id?, symbols?       subscribed    {"type":"subscribe","channel":"prices","id":1,"symbols":["SOL"]}
 *                                                           {"type":"subscribed","channel":"prices","id":1}
 *   unsubscribe  channel, id?                 unsubscribed  {"type":"unsubscribe","channel":"prices","id":2}
 *   ping         id?                          pong          {"type":"ping","id":"a"}
 *
 *   channel  prices or orders
 *   id       string or whole number of at most 64 characters, echoed as it came
 *   symbols  only with prices: 1 to maxSubscriptionsPerConnection of them; a new subscribe replaces the filter. A symbol
 *            that is not known yet is no error: its prices come once it is defined
 * </pre>
 *
 * Fields that are not known are skipped. What is wrong is answered, and nothing of it reaches the core:
 *
 * <pre>
 *   {"type":"error","id":3,"code":"UNKNOWN_CHANNEL","message":"channel \"foo\": expected prices or orders","temporary":false}
 *
 *   INVALID_JSON            not one JSON object, or a field twice
 *   MISSING_FIELD           type, or the channel of a subscribe or unsubscribe
 *   INVALID_FIELD           a value of the wrong kind or size
 *   UNKNOWN_TYPE            a type that is not in the table
 *   UNKNOWN_CHANNEL         a channel that is not in the table
 *   TOO_MANY_SUBSCRIPTIONS  channels without filter plus symbols exceed maxSubscriptionsPerConnection
 * </pre>
 *
 * Events. Decimals and 64-bit ids are strings, decimals without trailing zeros; names are lower case; times are UTC with
 * milliseconds; {@code timestamp} is the event's time, {@code seq} its sequence, which several messages of one event share.
 * A symbol is null where the edge does not know it, a time where there is none. {@code figure}, {@code bound} and {@code
 * actual} are in the unit that the code gives them.
 *
 * <pre>
 *   channel prices
 *   price               symbol, price: the last trade, or the middle of bid and ask where there is none
 *     {"type":"price","symbol":"SOL","price":"231.45","timestamp":"2026-01-02T03:04:05.678Z","seq":1042}
 *
 *   channel orders      every event of the dictionary but TICK_REJECTED
 *   order_accepted      orderId, strategyId, symbol
 *   order_rejected      orderId, strategyId, symbol, purpose, reason
 *   order_filled        orderId, strategyId, side, symbol, executedPrice, executedSize, fee, timestamp, purpose,
 *                       cumQuantity, leavesQuantity
 *   order_finalized     orderId, strategyId, symbol, state, cumQuantity
 *   order_retry_required  orderId, strategyId, symbol, purpose, attempt, retryTime
 *   order_event_logged  orderId, strategyId, from, to
 *   stoploss_armed      strategyId, symbol, level, positionSide, triggerSource
 *   stoploss_triggered  strategyId, symbol, level, price
 *   take_profit_triggered  strategyId, symbol, level, price
 *   stoploss_disarmed   strategyId, symbol
 *   strategy_started    strategyId, symbol, entryTime, exitTime
 *   buy_triggered       strategyId, symbol, dueTime; sell_triggered the same
 *   strategy_running    strategyId, symbol, quantity, averagePrice
 *   strategy_exited     strategyId, symbol, reason, quantity, entryPrice, exitPrice, realizedPnl
 *   strategy_ready      strategyId, symbol, entryTime, exitTime
 *   strategy_stopped    strategyId, symbol, reason, openQuantity
 *   strategy_event_logged  strategyId, text, figure
 *   scheduler_resync_required  strategyId, resyncId, after, entryTimeOfDay, exitTimeOfDay, calendarId, lateStart
 *   lock_acquired       strategyId, holderOrderId, holder, quantity
 *   lock_conflict       strategyId, holderOrderId, wanted, holder
 *   safety_abort        strategyId, symbol, openQuantity, attempts
 *   system_recovery     strategyCount, unknownOrderCount
 *   alert_triggered     code, strategyId, orderId, figure
 *   command_refused     subjectId, verdict
 *   command_answered    commandId, accountId, subjectId, firstSequence, isRepeat
 *   risk_rejected       strategyId, accountId, symbol, code, bound, actual
 *   kill_switch_changed accountId: null for all; level, state, code
 *   disk_state_changed  level: normal, low or reserve; state, freeBytes
 *   condition_triggered conditionId, strategyId, symbol, action, price
 *   price_stream_disconnected  feedId, symbol; price_stream_restored the same
 *   runtime_state_loaded  sequence, strategyCount, positionCount, openOrderCount, killLevel
 *   error_logged        code, severity, subjectId, figure
 * </pre>
 *
 * Events of runners are on channel orders too, in a shape of their own: {@code data} begins with {@code runner_id}, the
 * strategy's id as a string, {@code symbol} and {@code timestamp}, in milliseconds since 1970-01-01T00:00:00Z; decimals are
 * numbers. TickReceived and PositionUpdated come for a watched strategy alone.
 *
 * <pre>
 *   {"type":"TickReceived","data":{"runner_id":"3","symbol":"SOL","timestamp":1767323045678,"price":231.45},"seq":1042}
 *
 *   RunnerStarted       nothing more
 *   RunnerStopped       reason
 *   TickReceived        price
 *   StateTransition     from, to, reason: none but on the way out
 *   ActionExecuted      action, order_id, quantity
 *   PositionOpened      position_side, quantity, price
 *   PositionUpdated     quantity, current_price, unrealized_pnl
 *   PositionClosed      exit_price, realized_pnl, reason
 *   Error               severity, code, figure
 *   StatsUpdate         ticks_processed, actions_executed, error_rate: errors per tick, 0 before the first; round_count,
 *                       win_count, realized_pnl
 * </pre>
 *
 * Close codes of the edge; a client's own is answered with itself:
 *
 * <pre>
 *   1001  the edge is going away
 *   1002  a frame against RFC 6455          1003  a binary message       1007  text that is not UTF-8
 *   1008  more than maxBadMessages in a row that were answered with an error
 *   1009  a frame, or its fragments together, over maxFrameBytes
 *   1011  a failure of the edge's own
 *   3000  reconnect and resume: the client, or its event loop, could not keep up, or the client gave no sign of life
 * </pre>
 *
 * Plain HTTP is told where to go: 200 on {@code /}, 426 on {@code /ws}, 404 elsewhere; 503 when maxConnections are open.
 *
 * <p>Not here yet: who a client is and which orders it may see, resume after 3000, commands.
 */
package io.ringfence.transport.edge;
