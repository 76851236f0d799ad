package io.ringfence.core.trade;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.AlertTriggeredEncoder;
import io.ringfence.core.event.CommandAnsweredEncoder;
import io.ringfence.core.event.CommandRefusedEncoder;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionTriggeredEncoder;
import io.ringfence.core.event.ConnectAccountEncoder;
import io.ringfence.core.event.DiskLevel;
import io.ringfence.core.event.DiskStateChangedEncoder;
import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.ErrorLoggedEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.KillSwitchChangedEncoder;
import io.ringfence.core.event.PriceStreamDisconnectedEncoder;
import io.ringfence.core.event.PriceStreamRestoredEncoder;
import io.ringfence.core.event.PullBrokerStateEncoder;
import io.ringfence.core.event.RiskCode;
import io.ringfence.core.event.RiskRejectedEncoder;
import io.ringfence.core.event.RuntimeStateLoadedEncoder;
import io.ringfence.core.event.Severity;
import io.ringfence.core.event.SystemRecoveryEncoder;
import io.ringfence.core.event.TickRejectedEncoder;
import io.ringfence.core.event.TradingState;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.risk.KillSwitch;

/** What there is to say of the host, its links and its limits; a method for each. */
final class SystemOutputs {
    /** The account that the host's operator has. */
    static final int HOST = 0;

    private final SystemRecoveryEncoder systemRecovery = new SystemRecoveryEncoder();
    private final RuntimeStateLoadedEncoder runtimeStateLoaded = new RuntimeStateLoadedEncoder();
    private final TickRejectedEncoder tickRejected = new TickRejectedEncoder();
    private final CommandRefusedEncoder commandRefused = new CommandRefusedEncoder();
    private final CommandAnsweredEncoder commandAnswered = new CommandAnsweredEncoder();
    private final AlertTriggeredEncoder alertTriggered = new AlertTriggeredEncoder();
    private final ErrorLoggedEncoder errorLogged = new ErrorLoggedEncoder();
    private final RiskRejectedEncoder riskRejected = new RiskRejectedEncoder();
    private final KillSwitchChangedEncoder killSwitchChanged = new KillSwitchChangedEncoder();
    private final PriceStreamDisconnectedEncoder streamDisconnected = new PriceStreamDisconnectedEncoder();
    private final PriceStreamRestoredEncoder streamRestored = new PriceStreamRestoredEncoder();
    private final ConditionTriggeredEncoder conditionTriggered = new ConditionTriggeredEncoder();
    private final PullBrokerStateEncoder pullBrokerState = new PullBrokerStateEncoder();
    private final ConnectAccountEncoder connectAccount = new ConnectAccountEncoder();
    private final DiskStateChangedEncoder diskStateChanged = new DiskStateChangedEncoder();
    private final OutputWriter writer;

    SystemOutputs(OutputWriter writer) {
        this.writer = writer;
    }

    void systemRecovery(int strategyCount, int unknownOrderCount) {
        writer.append(systemRecovery, OutputBuffer.EVERYBODY)
                .strategyCount(strategyCount)
                .unknownOrderCount(unknownOrderCount);
    }

    void tickRejected(long feedSequence, int instrumentId, int feedId, Verdict verdict) {
        writer.append(tickRejected, OutputBuffer.EVERYBODY)
                .feedSequence(feedSequence)
                .instrumentId(instrumentId)
                .feedId(feedId)
                .verdict(verdict);
    }

    void commandRefused(int accountId, long subjectId, Verdict verdict) {
        writer.append(commandRefused, accountId).subjectId(subjectId).verdict(verdict);
    }

    /** For the operator: of no order and no strategy. */
    void alert(AlertCode code, long figure) {
        alert(HOST, code, 0, 0, figure);
    }

    /** For the account of a strategy. */
    void alert(Strategy strategy, AlertCode code, long clientOrderId, long figure) {
        alert(strategy.accountId, code, strategy.id, clientOrderId, figure);
    }

    /** For an account: of what a report names, which the core may not know. */
    void alert(int accountId, AlertCode code, long strategyId, long clientOrderId, long figure) {
        writer.append(alertTriggered, accountId)
                .strategyId(strategyId)
                .clientOrderId(clientOrderId)
                .figure(figure)
                .code(code);
    }

    /** What the journal left the host standing on. */
    void runtimeStateLoaded(
            long sequence, int strategyCount, int positionCount, int openOrderCount, KillLevel killLevel) {
        writer.append(runtimeStateLoaded, OutputBuffer.EVERYBODY)
                .sequence(sequence)
                .strategyCount(strategyCount)
                .positionCount(positionCount)
                .openOrderCount(openOrderCount)
                .killLevel(killLevel);
    }

    /** The answer to a command that came with an id: its first, or its first again. */
    void commandAnswered(int accountId, String commandId, long subjectId, long firstSequence, boolean isRepeat) {
        writer.append(commandAnswered, accountId)
                .subjectId(subjectId)
                .firstSequence(firstSequence)
                .accountId(accountId)
                .isRepeat(isRepeat ? Flag.YES : Flag.NO)
                .commandId(commandId);
    }

    void error(int accountId, ErrorCode code, Severity severity, long subjectId, long figure) {
        writer.append(errorLogged, accountId)
                .subjectId(subjectId)
                .figure(figure)
                .code(code)
                .severity(severity);
    }

    void riskRejected(Strategy strategy, RiskCode code, long bound, long actual) {
        writer.append(riskRejected, strategy)
                .strategyId(strategy.id)
                .bound(bound)
                .actual(actual)
                .accountId(strategy.accountId)
                .instrumentId(strategy.instrumentId)
                .code(code);
    }

    /** The kill switch of an account, or with the null value of the host, stands at another level. */
    void killSwitchChanged(int accountId, KillLevel level, TradingState state, RiskCode code) {
        writer.append(killSwitchChanged, accountId == KillSwitch.ALL ? OutputBuffer.EVERYBODY : accountId)
                .accountId(accountId)
                .level(level)
                .state(state)
                .code(code);
    }

    void streamDisconnected(int feedId, int instrumentId) {
        writer.append(streamDisconnected, OutputBuffer.EVERYBODY).feedId(feedId).instrumentId(instrumentId);
    }

    void streamRestored(int feedId, int instrumentId) {
        writer.append(streamRestored, OutputBuffer.EVERYBODY).feedId(feedId).instrumentId(instrumentId);
    }

    void conditionTriggered(
            int accountId, long conditionId, long strategyId, long price, int instrumentId, ConditionAction action) {
        writer.append(conditionTriggered, accountId)
                .conditionId(conditionId)
                .strategyId(strategyId)
                .price(price)
                .instrumentId(instrumentId)
                .action(action);
    }

    void diskStateChanged(long freeBytes, DiskLevel level, TradingState state) {
        writer.append(diskStateChanged, OutputBuffer.EVERYBODY)
                .freeBytes(freeBytes)
                .level(level)
                .state(state);
    }

    void pullBrokerState(long pullId) {
        writer.append(pullBrokerState, HOST).pullId(pullId);
    }

    void connectAccount(int gatewayId, int accountId, String keyName) {
        writer.append(connectAccount, accountId)
                .gatewayId(gatewayId)
                .accountId(accountId)
                .keyName(keyName);
    }
}
