/**
 * Strategies, their orders and positions: what happens after the stop-loss stage has had its say.
 *
 * <p>{@link io.ringfence.core.trade.TradeStage} handles each event in a fixed order: the stops, targets and conditions that
 * fired, then the timers that are due at the event's time, then what the event itself carries, then what accounts want to be
 * told of all that. It appends what follows from it to the slot's outputs and keeps the running digest over them. One thread.
 *
 * <pre>
 *   TradeStage ─► TradeInputs        takes the event apart
 *                   ├─► CommandDesk      what people ask for: once for each command id, judged, answered; ManualDesk  their own orders
 *                   ├─► OrderDesk        what a broker's reports change
 *                   ├─► LinkDesk         starts of the host, the broker's link;  Reconciler  the broker's own picture
 *                   ├─► FeedDesk         feeds that are down;                    ConditionDesk  what conditions lead to
 *                   └─► EventCommands    what people and programs want to be told, and to whom ─► EventDesk
 *                          │
 *                          ▼
 *                    StrategyDesk        the life of strategies, round by round;  LogicDesk  calls their plug-ins
 *                      ├─► EntryDesk     the way in   ◄── RiskDesk: accounts, limits, kill switch
 *                      └─► ExitDesk      the way out      ExitTerms: which exit goes before which
 *                             └─► OrderSender   the way to the broker, the one place where an order's state changes
 * </pre>
 *
 * <p><b>A strategy</b> goes from entry to exit as often as its logic wants; each time is a round.
 *
 * <pre>
 *            start            enter              first fill               an exit              flat
 *   CREATED ───────► READY ─────────► ENTERING ─────────────► IN_POSITION ───────► EXITING ─────────► READY or CLOSED
 *                     ▲  │               │ refused, or not filled by the exit time                      │
 *                     │  └───────────────┴──────────────────────────────────────────────────────────────┘
 *                     └── looks for the next entry, unless it is for one round only, was stopped, has failed, or is past
 *                         its exit time: then it is CLOSED
 * </pre>
 *
 * <p>What decides when to enter is the strategy's logic ({@link io.ringfence.core.strategy}), a condition, or, for {@code
 * timed}, its entry time. What leads out is the same for all: stop, target, exit time, holding time, a signal of its logic, a
 * condition, a person, the kill switch. Times by a calendar are instants to the core: it asks for the next ones
 * (SCHEDULER_RESYNC_REQUIRED) and is told (STRATEGY_SCHEDULED), with a start, after each round, with new terms; and again
 * after a restart, where the answer may have been lost. An entry that is later than {@code lateAfterNs} is left out where the
 * terms say SKIP; otherwise it is made as long as the exit time has not come.
 *
 * <p>A stopped strategy enters no more; what it holds goes at once (FLATTEN) or stays under its stop and its times (KEEP). New
 * terms hold at once, but for the quantity, which is that of the next entry. A fill on an order of a round that is over, or
 * that the core did not expect any more, opens that round again, and whatever it leaves held goes at once. So
 * does a position for which no stop was armed with its first fill, as reports on strange orders have let the stop-loss stage
 * lose count.
 *
 * <p><b>People's orders.</b> One that opens makes a strategy of one round with the logic {@code manual}, whose id is the
 * event's sequence and whose entry it is: at the market or with a limit, sent at once, with stop, target, exit and holding
 * time as its terms say, or with no stop at all. It cannot be started again. The stop-loss stage judges what stands by itself
 * and takes the strategy before the risk chain is asked, so one that this refuses is made all the same and over at once: it
 * counts among the strategies, its command id stays refused, and another try takes another id. So strategies are bounded by
 * account too, and so are live orders, beyond which an account enters no more and sells nothing by hand.
 *
 * <p>One that reduces names a strategy and sells so much of what that holds, at the market or with a limit (MANUAL). While it
 * is out the strategy stays IN_POSITION: nothing is decided about the rest, and it is the one exit that is live. It gives way to
 * every other: what is decided behind it takes it back, if it has a limit, and follows when it has ended. It is not tried
 * again when it ends unfilled. When it leaves nothing held the round is over, and what is left of the entry is taken back. When
 * {@code FILLED_ORDERS_PER_ROUND} orders of a round have been filled there is no other by hand: what is left goes at once, by an
 * exit.
 *
 * <p>A cancel takes back what is left of an entry, of a target's limit order or of a person's order; what has filled stays. An
 * order in the place of another follows when that has ended, for what is left then, unless the strategy has been stopped or
 * leaves, or the kill switch stands against it: the two are never live at once. What the old one fills late belongs to the same
 * position. The risk chain is asked before the old one is
 * given up, as if that had ended, and again before the new one goes out.
 *
 * <p><b>Exits.</b> Stop, then everything else that is sold at the market, then target, then a person's order for some: in this order of urgency they reserve
 * from one sellable quantity ({@code Position}); one exit is live at a time, and in EXITING whatever is still held, or still
 * fills, goes out when the live one is final. What a stop does to an exit that is under way ({@code ExitTerms}; {@code
 * OverrideMatrixTest} has a test for each cell):
 *
 * <pre>
 *   the exit is               a market order                         a limit order
 *   decided, not sent         the stop's order goes in its place     the same
 *   waiting for a retry       the stop's order goes at once          the same
 *   sent                      LOCK_CONFLICT: it sells everything     canceled
 *   accepted                  LOCK_CONFLICT                          canceled; when that is told, the stop's order follows
 *   partly filled             LOCK_CONFLICT                          canceled; the stop's order follows for what is left
 *   being canceled            the stop's order follows the cancel    the same
 *   unknown                   LOCK_CONFLICT; asked for, sent again   asked for, then canceled; not sent again
 *   refused, canceled         the stop's order follows at once       the same
 * </pre>
 *
 * <p>An exit at the market does the same to a target's limit order, and to a target between two attempts; whatever is not
 * more urgent than what is under way, or has been decided, is recorded as LOCK_CONFLICT. The old order ends before the new one goes out, and until then it still sells: the position is
 * never without an exit and never has two.
 *
 * <p>A stop may be limited: it trades no worse than its offset from the price that fired it. When it has not filled by its
 * deadline it is canceled for one three times as wide, then for a market order. A target may be a limit order at its level;
 * it gets its deadline twice, then what is left goes to the market.
 *
 * <p>A refused exit is tried again after a delay that doubles with each refusal (ORDER_RETRY_REQUIRED), the stop still armed;
 * from the bound on SAFETY_ABORT is raised with each refusal and the stop is left as the position's way out. A refused stop
 * is tried again for as long as something is held; SAFETY_ABORT is raised once at the bound.
 *
 * <p><b>Orders.</b> {@code OrderTransitions} is the table of states; what is not in it raises ILLEGAL_TRANSITION. Reports carry
 * cumulative figures, so one that comes twice or late adds nothing. While the link is down orders are kept back
 * (INITIALIZED) and those that were out are UNKNOWN; when it is up, and after a restart, the former leave and the latter are
 * asked for. One is sent again, under the same id, only when the broker says that it has none and the order is still wanted:
 * an entry not once its strategy was stopped or the kill switch was set, a limited exit not once its deadline has passed.
 * When the broker refuses that one as a duplicate the first is asked for once more.
 * Should the broker find after all what it had none of, it is canceled. A cancel that could not be asked for meanwhile, or was
 * lost, is asked for when the broker has the order. Client order ids are the event's sequence times 65,536 plus the order's
 * place in the event.
 *
 * <p>While anything is open the broker's own picture is pulled every {@code reconcilePeriodNs}, and when the link comes up: a
 * fill whose report was lost is booked at the latest a period and a round trip after it happened.
 *
 * <p><b>Entries</b> pass the risk chain ({@link io.ringfence.core.risk}); exits never do. When one is refused, RISK_REJECTED
 * has the rule and its figures; a strategy for one round is then over, a daily one waits for the next day, any other goes on
 * looking. For want of a price or of the link the first two try again instead, with the delays of refused exits, as late as
 * SKIP and their exit time allow. The kill switch takes back what could open (CANCEL_ALL: and limited targets and people's limited exits too) and what is held (FLATTEN), a
 * strategy at a time, as timers that are due at once. More refusals of the broker than {@code maxBrokerErrors} in a window
 * raise it to NO_ENTRIES, with an alert: an account's that of the account; those of several accounts, or of the host's own, that of
 * all. Only a person lowers it.
 *
 * <p><b>Events</b> that people and programs send (EVENT_SUBMITTED) are judged here: whole, whose parts fit, from an account that may
 * send to whom it names ({@link io.ringfence.core.account.Directory}), and none that has come before: the newest keys are
 * remembered. Names are resolved when the event comes, whenever it goes out. What becomes of it from there on is {@link
 * io.ringfence.core.delivery}'s matter; {@code EventOutputs} puts out what that tells.
 * <ul>
 *   <li>One that waits for a condition comes with it (CONDITION_CREATED). The stop-loss stage judges what stands by itself and
 *       lets the condition stand; here alone is known whether there is room. One that is refused for that, or as its key was used
 *       by one that has gone out, stays refused, and nothing follows when the condition comes true; it may be removed. The
 *       condition goes with its event: when that is taken back, and, at the latest when its place is needed, when its time is
 *       over.
 *   <li>A decision carries an order. TRADE_DECISION_DUE puts it out under the command id {@code event-} and the event's id; it
 *       comes back as an input of its own, from behind the gate, and whatever answers that command answers the decision.
 *   <li>Outcomes of the trade stage itself become events of the accounts that want them ({@code DeliveryPolicies}, {@code
 *       OwnEvents}), in the same event: orders accepted, filled and canceled, stops, targets, alerts, refusals, what conditions
 *       and logics have to say, and the worth of positions, which may be informational alone, as it comes with every tick. One
 *       for which there is no room is lost, and ERROR_LOGGED says so.
 * </ul>
 *
 * <p><b>State.</b> What a stage holds between two events is written, in an order in which it can be read back: accounts before
 * the strategies they own, those before their orders. Made anew from it are the live order of each strategy, what is counted
 * over strategies, deadlines, what all accounts hold together, and the digest of what never changes of a strategy. A
 * strategy's logic is made anew by its plug-in ({@code LogicState}).
 */
package io.ringfence.core.trade;
