package io.ringfence.core.trade;

import io.ringfence.core.command.Rules;
import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.Severity;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import io.ringfence.core.strategy.Plugins;
import io.ringfence.core.strategy.StrategyLogic;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The life of strategies, from one round to the next: what their times, their logic and people ask of them. Long because every
 * way into a round and out of it meets here; what each does is in the desks it calls.
 */
final class StrategyDesk {
    /** Timers that one event fires; the others that are due fire with the next. Bounds what an event puts out. */
    static final int TIMERS_PER_EVENT = 8192;

    /** From now to the call of a logic that asks to be woken at a time that has passed. */
    private static final long MIN_WAKE_NS = 1_000_000;

    private final Moment moment;
    private final Orders orders;
    private final TradeOutputs outputs;
    private final Runners runners;
    private final TimerQueue timers;
    private final EntryDesk entries;
    private final ExitDesk exits;
    private final RiskDesk risk;
    private final LogicDesk logics;
    private final Plugins plugins;
    private final TickListeners listeners = new TickListeners();
    private final List<Strategy> strategies = new ArrayList<>();
    private final Long2ObjectHashMap<Strategy> byId = new Long2ObjectHashMap<>();

    StrategyDesk(
            Moment moment,
            Orders orders,
            TradeOutputs outputs,
            Runners runners,
            TimerQueue timers,
            EntryDesk entries,
            ExitDesk exits,
            RiskDesk risk,
            Plugins plugins) {
        this.moment = moment;
        this.orders = orders;
        this.outputs = outputs;
        this.runners = runners;
        this.timers = timers;
        this.entries = entries;
        this.exits = exits;
        this.risk = risk;
        this.plugins = plugins;
        this.logics = new LogicDesk(moment);
    }

    Strategy find(long strategyId) {
        return byId.get(strategyId);
    }

    /** All strategies, in order of creation. */
    List<Strategy> all() {
        return strategies;
    }

    // What people ask for.

    /** Takes a strategy whose terms the stop-loss stage has found to hold. */
    void create(StrategyCreatedDecoder created) {
        StrategyLogic logic = plugins.create(created.plugin(), created.parameters());
        Strategy strategy =
                new Strategy(strategies.size(), moment.sequence, created, logic, LogicDesk.wantsTicks(logic));
        add(strategy);
    }

    private void add(Strategy strategy) {
        strategies.add(strategy);
        byId.put(strategy.id, strategy);
    }

    Verdict start(Strategy strategy) {
        boolean isIdle = strategy.state == StrategyState.CREATED
                || strategy.state == StrategyState.CLOSED && strategy.isStopped && !strategy.isAborted;
        if (!isIdle || strategy.isManual()) {
            return Verdict.WRONG_STATE;
        }
        strategy.isStopped = false;
        strategy.exitReason = ExitReason.NONE;
        strategy.dayOverUntilNs = Strategy.NO_TIME;
        listeners.add(strategy);
        outputs.started(strategy);
        runners.outputs().started(strategy);
        look(strategy, strategy.lateStart, true);
        return Verdict.ACCEPTED;
    }

    /** Takes a person's order that the stop-loss stage has found to hold, and sends it, or says why that may not be. */
    Verdict open(OrderRequestedDecoder request) {
        StrategyLogic logic = plugins.create(Plugins.MANUAL, "");
        Strategy strategy = new Strategy(strategies.size(), moment.sequence, request, logic);
        add(strategy);
        listeners.add(strategy);
        outputs.started(strategy);
        runners.outputs().started(strategy);
        Verdict verdict = enterByHand(strategy);
        if (verdict != Verdict.ACCEPTED) {
            endRound(strategy, ExitReason.ENTRY_REJECTED);
        }
        return verdict;
    }

    private Verdict enterByHand(Strategy strategy) {
        if (strategy.isPastExitTime(moment.nowNs)) {
            return Verdict.INVALID_TIMES;
        }
        if (!entries.hasRoom(strategy.accountId)) {
            return Verdict.LIMIT_REACHED;
        }
        if (entries.enter(strategy, Strategy.NO_TIME) != EntryDesk.Result.SENT) {
            return Verdict.RISK;
        }
        strategy.orderId = strategy.entryOrder.clientOrderId;
        setTimer(strategy, TimerQueue.Kind.EXIT, strategy.exitTimeNs);
        return Verdict.ACCEPTED;
    }

    /** New terms, in full; those of the stop have been taken by the stop-loss stage. */
    Verdict update(Strategy strategy, StrategyTermsDecoder terms, boolean isWatched) {
        strategy.terms(terms, isWatched);
        listeners.onWatched(strategy);
        if (strategy.state == StrategyState.READY) {
            boolean isEntryAhead = strategy.entryTimeNs > moment.nowNs || isByAppointment(strategy);
            look(strategy, strategy.lateStart, isEntryAhead);
        } else if (strategy.isActive()) {
            setTimer(strategy, TimerQueue.Kind.EXIT, strategy.exitTimeNs);
            boolean isHolding = !strategy.isRoundOver && strategy.holdingTimeNs > 0;
            long dueNs = strategy.enteredNs + strategy.holdingTimeNs;
            setTimer(
                    strategy,
                    TimerQueue.Kind.HOLDING_TIME,
                    isHolding ? (dueNs < 0 ? Long.MAX_VALUE : dueNs) : Strategy.NO_TIME);
        }
        return Verdict.ACCEPTED;
    }

    Verdict stop(Strategy strategy, StopMode mode) {
        if (strategy.isStopped || strategy.state == StrategyState.CREATED || strategy.state == StrategyState.CLOSED) {
            return Verdict.WRONG_STATE;
        }
        stop(strategy, ExitReason.STOPPED);
        if (strategy.isActive() && mode == StopMode.FLATTEN) {
            leave(strategy, OrderPurpose.EXIT, ExitReason.STOPPED);
        }
        return Verdict.ACCEPTED;
    }

    /** Enters no more. What is held stays under its stop and its exit time. */
    private void stop(Strategy strategy, ExitReason reason) {
        strategy.isStopped = true;
        strategy.resyncId = 0;
        timers.cancel(strategy.index, TimerQueue.Kind.ENTRY);
        timers.cancel(strategy.index, TimerQueue.Kind.WAKE);
        outputs.stopped(strategy, reason);
        entries.cancel(strategy);
        if (strategy.state == StrategyState.READY) {
            strategy.exitReason = reason;
            close(strategy);
        } else {
            settle(strategy);
        }
    }

    Verdict exit(Strategy strategy) {
        if (!strategy.isActive()) {
            return Verdict.NOTHING_HELD;
        }
        leave(strategy, OrderPurpose.EXIT, ExitReason.MANUAL);
        return Verdict.ACCEPTED;
    }

    /** The answer to the question for a strategy's next times; false when it is not the newest question's. */
    boolean schedule(Strategy strategy, long resyncId, long entryTimeNs, long exitTimeNs) {
        boolean isAnswer = strategy.resyncId != 0 && strategy.resyncId == resyncId;
        if (strategy.state != StrategyState.READY || !isAnswer || exitTimeNs <= entryTimeNs) {
            return false;
        }
        strategy.resyncId = 0;
        strategy.entryTimeNs = entryTimeNs;
        strategy.exitTimeNs = exitTimeNs;
        beReady(strategy, true);
        return true;
    }

    /** After a start of the host: questions whose answers may have been lost are asked again. */
    void askAgain() {
        for (Strategy strategy : strategies) {
            if (strategy.state == StrategyState.READY && strategy.resyncId != 0) {
                look(strategy, strategy.lateStart, true);
            }
        }
    }

    /** The kill switch stands at a level that takes things back: each strategy it concerns has its turn. */
    void kill(int accountId, boolean isAllAccounts) {
        for (Strategy strategy : strategies) {
            if (strategy.isActive() && (isAllAccounts || strategy.accountId == accountId)) {
                timers.set(strategy.index, TimerQueue.Kind.KILL, moment.nowNs);
            }
        }
    }

    /** A condition has come true that a strategy waits for. */
    void onCondition(Strategy strategy, boolean isEntry) {
        if (isEntry && strategy.state == StrategyState.READY && strategy.resyncId == 0) {
            enter(strategy, Strategy.NO_TIME);
        } else if (!isEntry && strategy.isActive()) {
            leave(strategy, OrderPurpose.EXIT, ExitReason.CONDITION);
        }
    }

    // What comes with time and prices.

    /** Fires timers due at the event's time. Those that firing sets for this very time fire with the next event. */
    void fireDueTimers() {
        long lastSet = timers.lastSet();
        for (int i = 0; i < TIMERS_PER_EVENT && timers.isDue(moment.nowNs, lastSet) && orders.hasIdLeft(); i++) {
            int timer = timers.poll();
            Strategy strategy = strategies.get(TimerQueue.strategyIndex(timer));
            switch (TimerQueue.kind(timer)) {
                case ENTRY -> onEntryTime(strategy);
                case EXIT -> onExitTime(strategy);
                case RETRY -> exits.onRetry(strategy);
                case FILL_DEADLINE -> exits.onFillDeadline(strategy);
                case HOLDING_TIME -> onHoldingTime(strategy);
                case WAKE -> callTimer(strategy, StrategyLogic.Timer.WAKE, Strategy.NO_TIME);
                case KILL -> onKill(strategy);
            }
        }
    }

    private void onEntryTime(Strategy strategy) {
        if (strategy.state != StrategyState.READY) {
            return;
        }
        boolean isLate = moment.nowNs - strategy.entryTimeNs > moment.limits.lateAfterNs();
        boolean isMissed = isLate && strategy.lateStart == LateStart.SKIP && isByAppointment(strategy);
        if (strategy.isPastExitTime(moment.nowNs) || isMissed) {
            endRound(strategy, ExitReason.MISSED);
        } else {
            callTimer(strategy, StrategyLogic.Timer.ENTRY_TIME, strategy.entryTimeNs);
        }
    }

    /** Its entry time is when it enters, rather than from when on it may. */
    private boolean isByAppointment(Strategy strategy) {
        return strategy.isDaily() || logics.isOneShot(strategy);
    }

    private void onExitTime(Strategy strategy) {
        if (strategy.isActive()) {
            outputs.scheduleTriggered(strategy, strategy.exitSide(), strategy.exitTimeNs);
            leave(strategy, OrderPurpose.EXIT, ExitReason.SCHEDULE);
        } else if (strategy.state == StrategyState.READY) {
            endRound(strategy, ExitReason.NOT_FILLED);
        }
    }

    private void onHoldingTime(Strategy strategy) {
        if (strategy.isActive()) {
            outputs.scheduleTriggered(strategy, strategy.exitSide(), strategy.enteredNs + strategy.holdingTimeNs);
            leave(strategy, OrderPurpose.EXIT, ExitReason.HOLDING_TIME);
        }
    }

    private void onKill(Strategy strategy) {
        if (!strategy.isActive() || risk.killLevel(strategy.accountId).value() < KillLevel.CANCEL_ALL.value()) {
            return;
        }
        entries.cancel(strategy);
        exits.withdrawLimited(strategy);
        if (risk.killLevel(strategy.accountId) == KillLevel.FLATTEN) {
            leave(strategy, OrderPurpose.EXIT, ExitReason.KILL_SWITCH);
        }
        settle(strategy);
    }

    void onStopFired(Strategy strategy, long level, long price) {
        boolean isBlocked = ExitTerms.isBlocked(strategy, OrderPurpose.STOP);
        strategy.isStopFired = true;
        strategy.triggerPrice = price;
        strategy.escalations = 0;
        outputs.stopTriggered(strategy, level, price);
        if (strategy.isActive()) {
            exits.leaveByStop(strategy, isBlocked);
            endRoundIfDone(strategy);
        }
        // Else a fill that came too late carries this event; booking it opens the round again.
    }

    void onTargetFired(Strategy strategy, long level, long price) {
        outputs.takeProfitTriggered(strategy, level, price);
        if (strategy.isActive()) {
            if (!ExitTerms.isBlocked(strategy, OrderPurpose.TARGET)) {
                strategy.triggerPrice = level;
            }
            leave(strategy, OrderPurpose.TARGET, ExitReason.TAKE_PROFIT);
        }
    }

    /** A tick that holds, for those that want it. */
    void onTick(int instrumentId, long price) {
        TickListeners.Row row = listeners.of(instrumentId);
        if (row == null) {
            return;
        }
        // By place, because a call may end its strategy, which then leaves the row.
        for (int i = 0; i < row.count; ) {
            Strategy strategy = row.strategies[i];
            onTick(strategy, price);
            i += i < row.count && row.strategies[i] == strategy ? 1 : 0;
        }
    }

    private void onTick(Strategy strategy, long price) {
        if (strategy.isWatched && isShown()) {
            runners.outputs().tickReceived(strategy, price);
            if (!strategy.isRoundOver) {
                runners.outputs().positionUpdated(strategy, price);
            }
        }
        if (strategy.wantsTicks && isCalled(strategy)) {
            act(strategy, logics.onTick(strategy, price), Strategy.NO_TIME);
        }
    }

    /** Whoever watches may miss a tick, which the next one makes good; the host may not halt for it. */
    private boolean isShown() {
        return runners.outputs().hasRoom() || moment.limits.ruleVersion() < Rules.ACCOUNTS_APART;
    }

    // What comes of reports.

    /** After a report has been booked: goes on with an exit that is under way, or ends the round. */
    void settle(Strategy strategy) {
        if (strategy.isStopped || risk.killLevel(strategy.accountId).value() >= KillLevel.CANCEL_ALL.value()) {
            // A cancel may have been asked for while the order's fate was not known.
            entries.cancel(strategy);
        }
        if (strategy.state == StrategyState.IN_POSITION && strategy.position.open() <= 0) {
            // An exit that was given up has filled after all.
            runners.moveTo(strategy, StrategyState.EXITING);
        }
        if (strategy.state == StrategyState.IN_POSITION) {
            exits.mindOverpromise(strategy);
        }
        if (strategy.state == StrategyState.EXITING) {
            exits.goOn(strategy);
            endRoundIfDone(strategy);
        } else if (strategy.state == StrategyState.ENTERING && strategy.entryOrder == null) {
            endRound(strategy, strategy.exitReason);
        }
    }

    /** Tells a strategy's logic of a fill, once everything that follows from it has been done. */
    void tellOfFill(Strategy strategy) {
        if (isCalled(strategy)) {
            act(strategy, logics.onFill(strategy), Strategy.NO_TIME);
        }
    }

    private void leave(Strategy strategy, OrderPurpose wanted, ExitReason reason) {
        exits.leave(strategy, wanted, reason);
        endRoundIfDone(strategy);
    }

    private void endRoundIfDone(Strategy strategy) {
        if (strategy.state == StrategyState.EXITING && !strategy.hasLiveOrders() && strategy.position.open() <= 0) {
            endRound(strategy, strategy.isRoundOver ? ExitReason.NOT_FILLED : strategy.exitReason);
        }
    }

    /** Nothing is held and nothing is on its way: ends a round, or the wait for one that never began. */
    private void endRound(Strategy strategy, ExitReason reason) {
        boolean wasHeld = !strategy.isRoundOver;
        strategy.exitReason = reason;
        strategy.isRetryPending = false;
        timers.cancel(strategy.index, TimerQueue.Kind.RETRY);
        timers.cancel(strategy.index, TimerQueue.Kind.FILL_DEADLINE);
        timers.cancel(strategy.index, TimerQueue.Kind.HOLDING_TIME);
        timers.cancel(strategy.index, TimerQueue.Kind.KILL);
        if (wasHeld) {
            if (!strategy.isReopened) {
                risk.onRoundEnded(strategy);
            }
            runners.closeRound(strategy);
        }
        outputs.exited(strategy, wasHeld);
        boolean isDone = strategy.isStopped
                || logics.isOneShot(strategy)
                || !strategy.isDaily() && strategy.isPastExitTime(moment.nowNs);
        if (isDone) {
            close(strategy);
        } else {
            // What is over for today is not to be entered again today, whoever asks once more.
            strategy.dayOverUntilNs = strategy.exitTimeNs;
            look(strategy, LateStart.SKIP, false);
        }
    }

    private void close(Strategy strategy) {
        timers.cancelAll(strategy.index);
        strategy.resyncId = 0;
        runners.moveTo(strategy, StrategyState.CLOSED);
        runners.outputs().stopped(strategy, strategy.exitReason);
        listeners.remove(strategy);
    }

    /**
     * Looks for the next entry: at once, or when the calendar's next times are known.
     *
     * @param isEntryAhead whether an entry time of its terms is still to come, rather than over with the last round
     */
    private void look(Strategy strategy, LateStart lateStart, boolean isEntryAhead) {
        if (strategy.isDaily()) {
            timers.cancel(strategy.index, TimerQueue.Kind.ENTRY);
            timers.cancel(strategy.index, TimerQueue.Kind.EXIT);
            strategy.resyncId = moment.sequence;
            runners.moveTo(strategy, StrategyState.READY);
            boolean isDayOver = moment.nowNs < strategy.dayOverUntilNs;
            outputs.resyncRequired(strategy, moment.nowNs, isDayOver ? LateStart.SKIP : lateStart);
        } else {
            strategy.resyncId = 0;
            beReady(strategy, isEntryAhead);
        }
    }

    private void beReady(Strategy strategy, boolean isEntryAhead) {
        strategy.refusedEntries = 0;
        runners.moveTo(strategy, StrategyState.READY);
        setTimer(strategy, TimerQueue.Kind.ENTRY, isEntryAhead ? strategy.entryTimeNs : Strategy.NO_TIME);
        setTimer(strategy, TimerQueue.Kind.EXIT, strategy.exitTimeNs);
        outputs.ready(strategy);
        if (isCalled(strategy)) {
            act(strategy, logics.onStart(strategy), Strategy.NO_TIME);
        }
    }

    private void setTimer(Strategy strategy, TimerQueue.Kind kind, long timeNs) {
        if (timeNs == Strategy.NO_TIME) {
            timers.cancel(strategy.index, kind);
        } else {
            timers.set(strategy.index, kind, timeNs);
        }
    }

    // Logic.

    private static boolean isCalled(Strategy strategy) {
        return !strategy.isStopped && (strategy.state == StrategyState.READY || strategy.isActive());
    }

    private void callTimer(Strategy strategy, StrategyLogic.Timer timer, long dueTimeNs) {
        if (isCalled(strategy)) {
            act(strategy, logics.onTimer(strategy, timer), dueTimeNs);
        }
    }

    /** Does what the logic has just asked for. */
    private void act(Strategy strategy, LogicDesk.Result result, long dueTimeNs) {
        if (result != LogicDesk.Result.DONE) {
            boolean isOverrun = result == LogicDesk.Result.OVERRAN;
            abort(strategy, isOverrun ? ErrorCode.PLUGIN_OVERRAN : ErrorCode.PLUGIN_FAILED);
            return;
        }
        for (int i = 0; i < logics.textCount(); i++) {
            runners.outputs().eventLogged(strategy, logics.text(i), logics.figure(i));
        }
        if (logics.wakeNs() != Strategy.NO_TIME) {
            // Not at once, or a logic that asks for it each time would keep the host at nothing else.
            boolean isAhead = logics.wakeNs() > moment.nowNs;
            timers.set(strategy.index, TimerQueue.Kind.WAKE, isAhead ? logics.wakeNs() : moment.after(MIN_WAKE_NS));
        }
        boolean isEntryAsked = logics.isEntryAsked();
        if (logics.isExitAsked() && strategy.isActive()) {
            leave(strategy, OrderPurpose.EXIT, ExitReason.SIGNAL);
        }
        if (isEntryAsked && strategy.state == StrategyState.READY && strategy.resyncId == 0) {
            enter(strategy, dueTimeNs);
        }
    }

    /** One that failed is never called again; what it holds stays under its stop. */
    private void abort(Strategy strategy, ErrorCode code) {
        strategy.isAborted = true;
        strategy.logic = null;
        runners.error(strategy, code, Severity.CRITICAL, strategy.stats.errors);
        stop(strategy, ExitReason.ABORTED);
    }

    /** No sooner than the terms say. */
    private void enter(Strategy strategy, long dueTimeNs) {
        if (moment.nowNs < strategy.entryTimeNs) {
            return;
        }
        EntryDesk.Result result = entries.enter(strategy, dueTimeNs);
        if (result == EntryDesk.Result.SENT || !isByAppointment(strategy)) {
            return;
        }
        if (result == EntryDesk.Result.REFUSED) {
            endRound(strategy, ExitReason.ENTRY_REJECTED);
        } else {
            // Later, as late as its terms and its exit time allow.
            long delayNs = moment.limits.retryDelayNs(++strategy.refusedEntries);
            timers.set(strategy.index, TimerQueue.Kind.ENTRY, moment.after(delayNs));
        }
    }

    void writeTo(StateSink sink) {
        sink.putLong(strategies.size());
        strategies.forEach(strategy -> strategy.writeTo(sink));
        timers.writeTo(sink, strategies.size());
        listeners.writeTo(sink);
    }

    /** Reads the strategies back, once accounts and instruments have been. */
    void readFrom(StateSource source) {
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            Strategy strategy = Strategy.readFrom(source, i, plugins);
            boolean isPlaced = risk.known(strategy.accountId) == Verdict.ACCEPTED
                    && strategy.instrumentId >= 0
                    && strategy.instrumentId <= risk.highestInstrumentId();
            if (!isPlaced || byId.containsKey(strategy.id)) {
                throw new StateFormatException("strategy " + strategy.id + " of account " + strategy.accountId
                        + " for instrument " + strategy.instrumentId + ": not known, or it stands there twice");
            }
            add(strategy);
            runners.onRead(strategy);
        }
        timers.readFrom(source, strategies.size());
        listeners.readFrom(source, byId);
    }

    /** Reads the orders of the strategies back, once those have been. */
    void readOrdersFrom(StateSource source) {
        orders.readFrom(source, byId);
    }
}
