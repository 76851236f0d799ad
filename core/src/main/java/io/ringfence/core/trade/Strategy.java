package io.ringfence.core.trade;

import io.ringfence.core.command.TermsDigest;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.strategy.StrategyContext;
import io.ringfence.core.strategy.StrategyLogic;

/**
 * One strategy: its terms, and where it stands. From entry to exit is a round; most of what is here is of the current one, or
 * of the last where there is none.
 */
final class Strategy {
    static final long NO_TIME = StrategyContext.NO_TIME;

    /** In the stead of an order's id. */
    static final long NONE_SENT = -1;

    final int index;
    final long id;
    final String name;
    final int accountId;
    final int instrumentId;
    final PositionSide side;
    final TriggerSource triggerSource;
    /** Of what kind its logic is, and with which parameters that was made. */
    final String plugin;

    final String parameters;
    StrategyLogic logic;
    /** Asked of the logic once, when the strategy was created. */
    final boolean wantsTicks;
    /** See {@link TermsDigest}; follows from what is above, so it is no part of the state. */
    final long identityDigest;

    final RunnerStats stats = new RunnerStats();

    long quantity;
    /** {@link #NO_TIME} for none; with a calendar the times of the next or current round. */
    long entryTimeNs = NO_TIME;

    long exitTimeNs = NO_TIME;
    long entryTimeOfDay;
    long exitTimeOfDay;
    long holdingTimeNs;
    /** How much worse than the firing price a stop may trade, {@link Order#NO_LIMIT} for any. */
    long stopLimitOffset;

    long fillDeadlineNs;
    int calendarId;
    OrderType targetOrderType;
    LateStart lateStart;
    /** See {@link TermsDigest}; part of the state, as it covers the terms of the stop, which are not kept here. */
    long termsDigest;

    boolean isWatched;
    /** Not of every position that a person opens; the stop itself is the stop-loss stage's. */
    boolean hasStop;

    /** Limit of its entries, {@link Order#NO_LIMIT} for market orders. */
    final long entryLimit;
    /** The order of a person's that made it, {@link #NONE_SENT} when that was refused, 0 when no order did. */
    long orderId;

    StrategyState state = StrategyState.CREATED;
    /** It enters no more: stopped, or its logic has failed. */
    boolean isStopped;

    boolean isAborted;
    /** The question for its next times that waits for an answer, 0 for none. */
    long resyncId;
    /** With a calendar: until then the day whose round is over goes on. */
    long dayOverUntilNs = NO_TIME;

    Position position;
    /** Nothing is held and nothing is being left: the position is that of the last round. */
    boolean isRoundOver = true;
    /** The round was over before, so that the risk chain has been told of its end. */
    boolean isReopened;
    /** Entry orders of this round and the one before. A report on an order older than both is not booked. */
    long roundEntryId;

    long previousRoundEntryId;

    ExitReason exitReason = ExitReason.NONE;
    /** Once a stop has fired everything goes, whatever refuses. */
    boolean isStopFired;
    /** The same of the round before, while the next has nothing filled. */
    boolean wasStopFired;
    /** No further attempt to exit before its timer. */
    boolean isRetryPending;

    /** How often a limited exit has missed its deadline. */
    int escalations;
    /** Price that fired the stop, or level of the target that fired. */
    long triggerPrice;

    int refusedExits;
    /** Attempts to enter since it looks for an entry, each refused for a reason that passes. */
    int refusedEntries;

    /** Orders of this round that were filled at all. */
    int filledOrders;

    long stopLevel;
    /** The event that last armed its stop; of use within that event alone. */
    long armedSequence;
    /** Event time of the first entry fill and of the latest exit fill, 0 before. */
    long enteredNs;

    long exitedNs;
    /** The entry while it is live, else null. */
    Order entryOrder;
    /** The exit while it is live, else null: one at a time. */
    Order exitOrder;

    Strategy(int index, long id, StrategyCreatedDecoder created, StrategyLogic logic, boolean wantsTicks) {
        this.index = index;
        this.id = id;
        this.name = created.name();
        this.accountId = created.accountId();
        this.instrumentId = created.instrumentId();
        this.side = created.positionSide();
        this.triggerSource = created.triggerSource();
        this.plugin = created.plugin();
        this.parameters = created.parameters();
        this.logic = logic;
        this.wantsTicks = wantsTicks;
        this.identityDigest = TermsDigest.ofIdentity(created);
        this.entryLimit = Order.NO_LIMIT;
        this.position = new Position(side);
        terms(created.terms(), created.isWatched() == Flag.YES);
    }

    /** Of a person's order that opens a position; nothing has been sent yet. */
    Strategy(int index, long id, OrderRequestedDecoder request, StrategyLogic logic) {
        this.index = index;
        this.id = id;
        this.name = "order-" + id;
        this.accountId = request.accountId();
        this.instrumentId = request.instrumentId();
        this.side = request.side() == Side.BUY ? PositionSide.LONG : PositionSide.SHORT;
        this.triggerSource = request.triggerSource();
        this.plugin = Plugins.MANUAL;
        this.parameters = "";
        this.logic = logic;
        this.wantsTicks = false;
        this.identityDigest = TermsDigest.ofIdentity(instrumentId, accountId, side, triggerSource, plugin, parameters);
        this.entryLimit = request.limitPrice();
        this.orderId = NONE_SENT;
        this.position = new Position(side);
        terms(request.terms(), request.isWatched() == Flag.YES);
    }

    private Strategy(int index, StateSource source, Plugins plugins) {
        this.index = index;
        this.id = source.getLong();
        this.name = source.getText();
        this.accountId = source.getInt();
        this.instrumentId = source.getInt();
        this.side = source.getConstant(PositionSide.values(), PositionSide::value);
        this.triggerSource = source.getConstant(TriggerSource.values(), TriggerSource::value);
        this.plugin = source.getText();
        this.parameters = source.getText();
        this.wantsTicks = source.getFlag();
        this.identityDigest = TermsDigest.ofIdentity(instrumentId, accountId, side, triggerSource, plugin, parameters);
        this.isAborted = source.getFlag();
        this.logic = isAborted ? null : LogicState.read(source, plugins, this);
        boolean isManualKnown = source.version() >= StateFormat.MANUAL_ORDERS;
        this.entryLimit = isManualKnown ? source.getLong() : Order.NO_LIMIT;
        this.orderId = isManualKnown ? source.getLong() : 0;
        this.hasStop = !isManualKnown || source.getFlag();
    }

    /** Takes new terms, all of them. Those by a calendar leave the day that is under way its times. */
    void terms(StrategyTermsDecoder terms, boolean watched) {
        quantity = terms.quantity();
        calendarId = terms.calendarId();
        if (!isDaily() || !isActive()) {
            entryTimeNs = terms.entryTimeNs();
            exitTimeNs = terms.exitTimeNs();
        }
        entryTimeOfDay = terms.entryTimeOfDay();
        exitTimeOfDay = terms.exitTimeOfDay();
        holdingTimeNs = terms.holdingTimeNs();
        stopLimitOffset = terms.stopLimitOffset();
        fillDeadlineNs = terms.fillDeadlineNs();
        targetOrderType = terms.targetOrderType();
        lateStart = terms.lateStart();
        hasStop = terms.stopType() != StopType.NONE;
        termsDigest = TermsDigest.ofTerms(terms, watched);
        isWatched = watched;
    }

    /** Whether a person's order made it: for one round, that of this order. */
    boolean isManual() {
        return orderId != 0;
    }

    /** Whether its times come from a calendar, day by day. */
    boolean isDaily() {
        return calendarId != 0;
    }

    boolean isPastExitTime(long nowNs) {
        return exitTimeNs != NO_TIME && nowNs >= exitTimeNs;
    }

    /** Something is held, or is on its way to be. */
    boolean isActive() {
        return state == StrategyState.ENTERING || state == StrategyState.IN_POSITION || state == StrategyState.EXITING;
    }

    Side entrySide() {
        return side == PositionSide.LONG ? Side.BUY : Side.SELL;
    }

    Side exitSide() {
        return side == PositionSide.LONG ? Side.SELL : Side.BUY;
    }

    /** Takes in a live order that was read back. */
    void adopt(Order order) {
        Order standing = order.isEntry() ? entryOrder : exitOrder;
        if (standing != null) {
            throw new StateFormatException(
                    "orders " + standing.clientOrderId + " and " + order.clientOrderId + " are live side by side");
        }
        if (order.isEntry()) {
            entryOrder = order;
        } else {
            exitOrder = order;
        }
    }

    boolean hasLiveOrders() {
        return entryOrder != null || exitOrder != null;
    }

    void writeTo(StateSink sink) {
        sink.putLong(id);
        sink.putText(name);
        sink.putLong(accountId);
        sink.putLong(instrumentId);
        sink.putLong(side.value());
        sink.putLong(triggerSource.value());
        sink.putText(plugin);
        sink.putText(parameters);
        sink.putFlag(wantsTicks);
        sink.putFlag(isAborted);
        if (!isAborted) {
            LogicState.write(sink, this);
        }
        sink.putLong(entryLimit);
        sink.putLong(orderId);
        sink.putFlag(hasStop);
        writeTermsTo(sink);
        sink.putLong(state.ordinal());
        sink.putFlag(isStopped);
        sink.putLong(resyncId);
        sink.putLong(dayOverUntilNs);
        sink.putFlag(isRoundOver);
        sink.putFlag(isReopened);
        sink.putLong(roundEntryId);
        sink.putLong(previousRoundEntryId);
        sink.putLong(exitReason.value());
        sink.putFlag(isStopFired);
        sink.putFlag(wasStopFired);
        sink.putFlag(isRetryPending);
        sink.putLong(escalations);
        sink.putLong(triggerPrice);
        sink.putLong(refusedExits);
        sink.putLong(refusedEntries);
        sink.putLong(stopLevel);
        sink.putLong(enteredNs);
        sink.putLong(exitedNs);
        position.writeTo(sink);
        stats.writeTo(sink);
        sink.putLong(filledOrders);
    }

    /** Reads a strategy back, with a logic made anew; its live orders are given to it when they are read. */
    static Strategy readFrom(StateSource source, int index, Plugins plugins) {
        Strategy strategy = new Strategy(index, source, plugins);
        strategy.readTermsFrom(source);
        strategy.readRoundFrom(source);
        strategy.position = Position.readFrom(source, strategy.side);
        strategy.stats.readFrom(source);
        strategy.filledOrders = source.version() >= StateFormat.ACCOUNTS_APART ? source.getInt() : 0;
        return strategy;
    }

    private void readRoundFrom(StateSource source) {
        state = source.getOrdinal(StrategyState.values());
        isStopped = source.getFlag();
        resyncId = source.getLong();
        dayOverUntilNs = source.getLong();
        isRoundOver = source.getFlag();
        isReopened = source.getFlag();
        roundEntryId = source.getLong();
        previousRoundEntryId = source.getLong();
        exitReason = source.getConstant(ExitReason.values(), ExitReason::value);
        isStopFired = source.getFlag();
        wasStopFired = source.getFlag();
        isRetryPending = source.getFlag();
        escalations = source.getInt();
        triggerPrice = source.getLong();
        refusedExits = source.getInt();
        refusedEntries = source.getInt();
        stopLevel = source.getLong();
        enteredNs = source.getLong();
        exitedNs = source.getLong();
    }

    private void writeTermsTo(StateSink sink) {
        sink.putLong(quantity);
        sink.putLong(entryTimeNs);
        sink.putLong(exitTimeNs);
        sink.putLong(entryTimeOfDay);
        sink.putLong(exitTimeOfDay);
        sink.putLong(holdingTimeNs);
        sink.putLong(stopLimitOffset);
        sink.putLong(fillDeadlineNs);
        sink.putLong(calendarId);
        sink.putLong(targetOrderType.value());
        sink.putLong(lateStart.value());
        sink.putFlag(isWatched);
        sink.putLong(termsDigest);
    }

    private void readTermsFrom(StateSource source) {
        quantity = source.getLong();
        entryTimeNs = source.getLong();
        exitTimeNs = source.getLong();
        entryTimeOfDay = source.getLong();
        exitTimeOfDay = source.getLong();
        holdingTimeNs = source.getLong();
        stopLimitOffset = source.getLong();
        fillDeadlineNs = source.getLong();
        calendarId = source.getInt();
        targetOrderType = source.getConstant(OrderType.values(), OrderType::value);
        lateStart = source.getConstant(LateStart.values(), LateStart::value);
        isWatched = source.getFlag();
        termsDigest = source.getLong();
    }
}
