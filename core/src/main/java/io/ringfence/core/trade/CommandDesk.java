package io.ringfence.core.trade;

import io.ringfence.core.command.CommandIds;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionRemovedDecoder;
import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.ExitRequestedDecoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.KillSwitchSetDecoder;
import io.ringfence.core.event.OrderCancelRequestedDecoder;
import io.ringfence.core.event.OrderReplaceRequestedDecoder;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.Severity;
import io.ringfence.core.event.StopUpdatedDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyStartRequestedDecoder;
import io.ringfence.core.event.StrategyStopRequestedDecoder;
import io.ringfence.core.event.StrategyUpdatedDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/**
 * What people and programs ask for: carried out once for each command id, answered, or refused with the reason.
 *
 * <p>Commands that the stop-loss stage acts on as well are judged there, upstream, and come with its verdict; all others are
 * judged here.
 */
final class CommandDesk {
    private final Moment moment;
    private final SystemOutputs outputs;
    private final StrategyDesk strategies;
    private final ConditionDesk conditions;
    private final RiskDesk risk;
    private final ManualDesk manual;
    private final EventDesk events;
    private final CommandIds ids = new CommandIds();

    CommandDesk(
            Moment moment,
            SystemOutputs outputs,
            StrategyDesk strategies,
            ConditionDesk conditions,
            RiskDesk risk,
            ManualDesk manual,
            EventDesk events) {
        this.moment = moment;
        this.outputs = outputs;
        this.strategies = strategies;
        this.conditions = conditions;
        this.risk = risk;
        this.manual = manual;
        this.events = events;
    }

    /** Takes the bound on ids remembered. */
    void onLimits() {
        ids.limit(moment.limits.maxCommandIds(), moment.limits.ruleVersion());
    }

    void onCreated(StrategyCreatedDecoder created, StopFindings findings) {
        if (findings.verdict() == Verdict.ACCEPTED) {
            strategies.create(created);
        }
        answerUpstream(created.accountId(), created.commandId(), moment.sequence, findings);
    }

    void onUpdated(StrategyUpdatedDecoder updated, StopFindings findings) {
        if (findings.verdict() == Verdict.ACCEPTED) {
            Strategy strategy = strategies.find(updated.strategyId());
            strategies.update(strategy, updated.terms(), updated.isWatched() == Flag.YES);
        }
        answerUpstream(updated.accountId(), updated.commandId(), updated.strategyId(), findings);
    }

    void onStopUpdated(StopUpdatedDecoder updated, StopFindings findings) {
        if (findings.verdict() == Verdict.ACCEPTED) {
            strategies.find(updated.strategyId()).hasStop = true;
        }
        answerUpstream(updated.accountId(), updated.commandId(), updated.strategyId(), findings);
    }

    void onOrder(OrderRequestedDecoder request, StopFindings findings) {
        if (request.strategyId() == 0) {
            onOpeningOrder(request, findings);
        } else {
            onReducingOrder(request);
        }
    }

    /**
     * Judged upstream as far as it stands by itself; whether it may be sent is known here alone. The answer names the order. One
     * that was not sent stays refused when its id comes again, as upstream the id is taken.
     */
    private void onOpeningOrder(OrderRequestedDecoder request, StopFindings findings) {
        int account = request.accountId();
        String commandId = request.commandId();
        if (findings.verdict() == Verdict.REPEATED) {
            Strategy strategy = strategies.find(findings.repeatSubjectId());
            boolean isOrder = strategy != null && strategy.isManual();
            if (isOrder && strategy.orderId == Strategy.NONE_SENT) {
                refuse(account, moment.sequence, Verdict.RISK);
                events.onOrder(account, commandId, 0, Verdict.RISK);
            } else {
                long subjectId = isOrder ? strategy.orderId : findings.repeatSubjectId();
                outputs.commandAnswered(account, commandId, subjectId, findings.repeatSequence(), true);
                events.onOrder(account, commandId, subjectId, Verdict.ACCEPTED);
            }
        } else if (findings.verdict() != Verdict.ACCEPTED) {
            refuse(account, moment.sequence, findings.verdict());
            events.onOrder(account, commandId, 0, findings.verdict());
        } else {
            Verdict verdict = manual.open(request);
            long orderId = strategies.find(moment.sequence).orderId;
            answer(account, commandId, orderId, moment.sequence, verdict);
            events.onOrder(account, commandId, orderId, verdict);
        }
    }

    private void onReducingOrder(OrderRequestedDecoder request) {
        int account = request.accountId();
        String commandId = request.commandId();
        if (isRepeat(account, commandId)) {
            events.onOrder(account, commandId, ids.find(account, commandId).subjectId(), Verdict.ACCEPTED);
            return;
        }
        Strategy strategy = strategies.find(request.strategyId());
        Verdict owned = owned(strategy, account);
        Verdict verdict = owned == Verdict.ACCEPTED ? manual.reduce(strategy, request) : owned;
        long subjectId = verdict == Verdict.ACCEPTED ? strategy.exitOrder.clientOrderId : 0;
        answer(account, commandId, subjectId, request.strategyId(), verdict);
        events.onOrder(account, commandId, subjectId, verdict);
    }

    void onOrderCancel(OrderCancelRequestedDecoder request) {
        int account = request.accountId();
        if (!isRepeat(account, request.commandId())) {
            Order order = manual.find(request.clientOrderId());
            Verdict owned = owned(order, account);
            Verdict verdict = owned == Verdict.ACCEPTED ? manual.cancel(order) : owned;
            answer(account, request.commandId(), request.clientOrderId(), verdict);
        }
    }

    void onOrderReplace(OrderReplaceRequestedDecoder request) {
        int account = request.accountId();
        if (!isRepeat(account, request.commandId())) {
            Order order = manual.find(request.clientOrderId());
            Verdict owned = owned(order, account);
            Verdict verdict =
                    owned == Verdict.ACCEPTED ? manual.replace(order, request.quantity(), request.limitPrice()) : owned;
            answer(account, request.commandId(), request.clientOrderId(), verdict);
        }
    }

    /** One whose event goes out with it is {@link EventCommands}' to judge first. */
    void onConditionCreated(ConditionCreatedDecoder created, int firstInstrumentId, StopFindings findings) {
        answerUpstream(created.accountId(), created.commandId(), moment.sequence, findings);
        if (findings.verdict() == Verdict.ACCEPTED) {
            onConditionTaken(created, firstInstrumentId, findings);
        }
    }

    /** A condition stands from now on; its answer has been given. */
    void onConditionTaken(ConditionCreatedDecoder created, int firstInstrumentId, StopFindings findings) {
        conditions.create(moment.sequence, created);
        if (findings.count() > 0) {
            // It was true from the start.
            conditions.onTrue(moment.sequence, firstInstrumentId, findings.price(0));
        }
    }

    void onConditionRemoved(ConditionRemovedDecoder removed, StopFindings findings) {
        if (findings.verdict() == Verdict.ACCEPTED) {
            conditions.remove(removed.conditionId());
            events.withdraw(removed.conditionId());
        }
        answerUpstream(removed.accountId(), removed.commandId(), removed.conditionId(), findings);
    }

    void answerUpstream(int accountId, String commandId, long subjectId, StopFindings findings) {
        if (findings.verdict() == Verdict.REPEATED) {
            outputs.commandAnswered(accountId, commandId, findings.repeatSubjectId(), findings.repeatSequence(), true);
        } else if (findings.verdict() != Verdict.ACCEPTED) {
            refuse(accountId, moment.sequence, findings.verdict());
        } else if (!commandId.isEmpty()) {
            // Here too, so that an id means one command whoever judges it.
            ids.add(accountId, commandId, subjectId, moment.sequence);
            outputs.commandAnswered(accountId, commandId, subjectId, moment.sequence, false);
        }
    }

    void onStart(StrategyStartRequestedDecoder request) {
        int account = request.accountId();
        if (!isRepeat(account, request.commandId())) {
            Strategy strategy = strategies.find(request.strategyId());
            Verdict owned = owned(strategy, account);
            Verdict verdict = owned == Verdict.ACCEPTED ? strategies.start(strategy) : owned;
            answer(account, request.commandId(), request.strategyId(), verdict);
        }
    }

    void onStop(StrategyStopRequestedDecoder request) {
        int account = request.accountId();
        if (!isRepeat(account, request.commandId())) {
            Strategy strategy = strategies.find(request.strategyId());
            Verdict owned = owned(strategy, account);
            Verdict verdict = owned == Verdict.ACCEPTED ? strategies.stop(strategy, request.mode()) : owned;
            answer(account, request.commandId(), request.strategyId(), verdict);
        }
    }

    void onExit(ExitRequestedDecoder request) {
        int account = request.accountId();
        if (!isRepeat(account, request.commandId())) {
            Strategy strategy = strategies.find(request.strategyId());
            Verdict owned = owned(strategy, account);
            Verdict verdict = owned == Verdict.ACCEPTED ? strategies.exit(strategy) : owned;
            answer(account, request.commandId(), request.strategyId(), verdict);
        }
    }

    void onKillSwitch(KillSwitchSetDecoder request) {
        boolean isAll = request.accountId() == KillSwitchSetDecoder.accountIdNullValue();
        int account = isAll ? 0 : request.accountId();
        if (!isRepeat(account, request.commandId())) {
            Verdict verdict = risk.setKillSwitch(request.accountId(), request.level());
            if (verdict == Verdict.ACCEPTED && request.level().value() >= KillLevel.CANCEL_ALL.value()) {
                strategies.kill(account, isAll);
            }
            answer(account, request.commandId(), 0, verdict);
        }
    }

    /** Account 0 is the host's operator, who may do anything. */
    private static Verdict owned(Strategy strategy, int accountId) {
        if (strategy == null) {
            return Verdict.UNKNOWN_STRATEGY;
        }
        return accountId == 0 || accountId == strategy.accountId ? Verdict.ACCEPTED : Verdict.NOT_OWNER;
    }

    private static Verdict owned(Order order, int accountId) {
        return order == null ? Verdict.UNKNOWN_ORDER : owned(order.strategy, accountId);
    }

    /** Whether a command was carried out before; answers it again then. */
    boolean isRepeat(int accountId, String commandId) {
        CommandIds.Answer first = ids.find(accountId, commandId);
        if (first != null) {
            outputs.commandAnswered(accountId, commandId, first.subjectId(), first.sequence(), true);
        }
        return first != null;
    }

    void answer(int accountId, String commandId, long subjectId, Verdict verdict) {
        answer(accountId, commandId, subjectId, subjectId, verdict);
    }

    void answer(int accountId, String commandId, long subjectId, long refusedId, Verdict verdict) {
        if (verdict != Verdict.ACCEPTED) {
            refuse(accountId, refusedId, verdict);
        } else if (!commandId.isEmpty()) {
            ids.add(accountId, commandId, subjectId, moment.sequence);
            outputs.commandAnswered(accountId, commandId, subjectId, moment.sequence, false);
        }
    }

    /** Answers a command for what has come before, whatever command brought that. */
    void answerAgain(int accountId, String commandId, long firstSequence) {
        outputs.commandAnswered(accountId, commandId, firstSequence, firstSequence, true);
    }

    /** Says so when an input that comes without a command id was refused. */
    boolean judge(Verdict verdict) {
        if (verdict != Verdict.ACCEPTED) {
            refuse(SystemOutputs.HOST, moment.sequence, verdict);
        }
        return verdict == Verdict.ACCEPTED;
    }

    boolean wasCarriedOut(int accountId, String commandId) {
        return ids.find(accountId, commandId) != null;
    }

    private void refuse(int accountId, long subjectId, Verdict verdict) {
        outputs.commandRefused(accountId, subjectId, verdict);
        outputs.error(accountId, ErrorCode.COMMAND_REFUSED, Severity.WARNING, subjectId, verdict.value());
    }

    void writeTo(StateSink sink) {
        ids.writeTo(sink);
    }

    void readFrom(StateSource source) {
        ids.readFrom(source);
    }
}
