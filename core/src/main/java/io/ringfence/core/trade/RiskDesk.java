package io.ringfence.core.trade;

import io.ringfence.core.account.AccountRow;
import io.ringfence.core.account.Accounts;
import io.ringfence.core.command.Rules;
import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.RiskCode;
import io.ringfence.core.event.RiskLimitsSetDecoder;
import io.ringfence.core.event.Severity;
import io.ringfence.core.event.UserRegisteredDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.risk.BrokerErrors;
import io.ringfence.core.risk.KillSwitch;
import io.ringfence.core.risk.RiskChain;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateImage;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.List;

/** Tells accounts and the risk chain what becomes of orders, and says what they refuse. */
final class RiskDesk {
    private final Moment moment;
    private final SystemOutputs outputs;
    private final Runners runners;
    private final Accounts accounts = new Accounts();
    private final KillSwitch killSwitch = new KillSwitch();
    private final RiskChain chain = new RiskChain(accounts, killSwitch);
    private final BrokerErrors brokerErrors = new BrokerErrors();

    RiskDesk(Moment moment, SystemOutputs outputs, Runners runners) {
        this.moment = moment;
        this.outputs = outputs;
        this.runners = runners;
    }

    /** Begins an event, before it changes anything. */
    void beginEvent() {
        chain.beginEvent(moment.nowNs);
    }

    /** New bounds are in force. */
    void onLimits() {
        accounts.limit(moment.limits.maxAccounts());
        chain.refuseWhatDoesNotFit(areAccountsApart());
        brokerErrors.limit(moment.limits.maxBrokerErrors(), moment.limits.brokerErrorWindowNs());
    }

    void onInstrumentDefined(int instrumentId) {
        accounts.onInstrumentDefined(instrumentId);
    }

    int highestInstrumentId() {
        return accounts.instrumentCount() - 1;
    }

    /** What all accounts hold of a defined instrument, long and short set off. */
    long netQuantity(int instrumentId) {
        return accounts.netQuantity(instrumentId);
    }

    /** Takes in an account that the stop-loss stage has accepted. */
    void register(UserRegisteredDecoder registered) {
        accounts.register(registered.accountId(), registered.name(), registered.startCash());
    }

    Verdict known(int accountId) {
        return accounts.isKnown(accountId) ? Verdict.ACCEPTED : Verdict.UNKNOWN_ACCOUNT;
    }

    Verdict limits(RiskLimitsSetDecoder limits) {
        return chain.setLimits(limits);
    }

    void onPrice(int instrumentId, long price) {
        accounts.onPrice(instrumentId, price);
    }

    void linkUp(boolean isUp) {
        chain.linkUp(isUp);
    }

    /** Whether a strategy may enter; says why when it may not. */
    boolean allowsEntry(Strategy strategy) {
        return said(
                strategy,
                chain.allows(
                        strategy.accountId,
                        strategy.instrumentId,
                        strategy.entrySide(),
                        strategy.quantity,
                        strategy.entryLimit));
    }

    /** Whether an entry may go out in the place of one that has ended; says why when it may not. */
    boolean allowsInstead(Strategy strategy, long quantity, long limit) {
        return said(
                strategy,
                chain.allowsInstead(strategy.accountId, strategy.instrumentId, strategy.entrySide(), quantity, limit));
    }

    /** The same of one that is still live, as if it had ended. */
    boolean wouldAllowInstead(Order live, long quantity, long limit) {
        Strategy strategy = live.strategy;
        return said(
                strategy,
                chain.wouldAllowInstead(
                        strategy.accountId, strategy.instrumentId, live.side, live.leavesQuantity(), quantity, limit));
    }

    private boolean said(Strategy strategy, boolean isAllowed) {
        if (!isAllowed) {
            outputs.riskRejected(strategy, chain.code(), chain.bound(), chain.actual());
            runners.error(
                    strategy,
                    ErrorCode.RISK_REJECTED,
                    Severity.WARNING,
                    chain.code().value());
        }
        return isAllowed;
    }

    /** Whether what refused the last entry passes by itself: there was no price yet, or no link. */
    boolean isPassing() {
        return chain.code() == RiskCode.NO_PRICE || chain.code() == RiskCode.LINK_DOWN;
    }

    void onEntrySent(Order entry) {
        chain.onEntrySent(entry.strategy.accountId, entry.strategy.instrumentId, entry.side, entry.quantity);
    }

    void onEntryEnded(Order entry) {
        long unfilled = Math.max(0, entry.quantity - entry.cumQuantity);
        chain.onEntryEnded(entry.strategy.accountId, entry.strategy.instrumentId, entry.side, unfilled);
    }

    /** A fill, already part of the order's figures. */
    void onFill(Order order, long quantity, long notional, long fee) {
        long leftBefore = Math.max(0, order.quantity - (order.cumQuantity - quantity));
        long wasOnItsWay = order.isEntry() && !order.isFinal() ? Math.min(quantity, leftBefore) : 0;
        chain.onFill(
                order.strategy.accountId,
                order.strategy.instrumentId,
                order.side,
                quantity,
                notional,
                fee,
                wasOnItsWay);
    }

    void onRoundEnded(Strategy strategy) {
        boolean isStop = strategy.exitReason == ExitReason.STOPLOSS;
        chain.onPositionClosed(strategy.accountId, strategy.position.realizedPnl(), isStop);
    }

    private boolean areAccountsApart() {
        return moment.limits.ruleVersion() >= Rules.ACCOUNTS_APART;
    }

    /**
     * The broker has refused an order of an account. Too many of these in a window, and that account opens nothing until a
     * person says so; nor does any, where they come from several accounts, or from the host's own.
     */
    void onBrokerRefused(int accountId) {
        boolean isOfHost = !areAccountsApart() || accountId == SystemOutputs.HOST;
        int halted = isOfHost ? KillSwitch.ALL : accountId;
        if (brokerErrors.onRefusal(halted, moment.nowNs)) {
            stopEntries(halted);
        }
        if (areAccountsApart() && brokerErrors.onRefusalOfAny(accountId, moment.nowNs)) {
            stopEntries(KillSwitch.ALL);
        }
    }

    private void stopEntries(int accountId) {
        if (killSwitch.raise(accountId, KillLevel.NO_ENTRIES)) {
            int owner = accountId == KillSwitch.ALL ? SystemOutputs.HOST : accountId;
            outputs.alert(owner, AlertCode.BROKER_ERRORS, 0, 0, brokerErrors.bound() + 1L);
            outputs.killSwitchChanged(
                    accountId, KillLevel.NO_ENTRIES, KillSwitch.stateAt(KillLevel.NO_ENTRIES), RiskCode.BROKER_ERRORS);
        }
    }

    /** Sets the kill switch of a known account, or of {@link KillSwitch#ALL}. */
    Verdict setKillSwitch(int accountId, KillLevel level) {
        if (accountId != KillSwitch.ALL && !accounts.isKnown(accountId)) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        if (killSwitch.set(accountId, level)) {
            KillLevel set = killSwitch.own(accountId);
            outputs.killSwitchChanged(accountId, set, KillSwitch.stateAt(set), RiskCode.NONE);
        }
        return Verdict.ACCEPTED;
    }

    /** The disk has room for what may follow, or is short of it: then nothing is opened. */
    void diskSpace(boolean isShort, long freeBytes) {
        chain.diskSpace(isShort, freeBytes);
    }

    KillLevel hostKillLevel() {
        return killSwitch.own(KillSwitch.ALL);
    }

    /** The level that rules an account. */
    KillLevel killLevel(int accountId) {
        return killSwitch.effective(accountId);
    }

    /** Another one of the same state. */
    Accounts copyOfAccounts() {
        StateImage image = new StateImage();
        accounts.writeTo(image);
        Accounts copy = new Accounts();
        copy.readFrom(image.source(StateFormat.VERSION));
        return copy;
    }

    /** Another one of the same state. */
    KillSwitch copyOfKillSwitch() {
        StateImage image = new StateImage();
        killSwitch.writeTo(image);
        KillSwitch copy = new KillSwitch();
        copy.readFrom(image.source(StateFormat.VERSION));
        return copy;
    }

    /** All accounts, by id. */
    List<AccountRow> accountRows() {
        return accounts.rows();
    }

    void writeTo(StateSink sink) {
        accounts.writeTo(sink);
        killSwitch.writeTo(sink);
        chain.writeTo(sink);
        brokerErrors.writeTo(sink);
    }

    void readFrom(StateSource source) {
        accounts.readFrom(source);
        killSwitch.readFrom(source);
        chain.readFrom(source);
        chain.refuseWhatDoesNotFit(areAccountsApart());
        brokerErrors.readFrom(source);
    }
}
