package io.ringfence.core.trade;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.Severity;

/** Starts of the host, and the link to the broker: what is not known afterwards, and how it becomes known. */
final class LinkDesk {
    private final Moment moment;
    private final SystemOutputs outputs;
    private final Orders orders;
    private final OrderSender sender;
    private final StrategyDesk strategies;
    private final Runners runners;
    private final CommandDesk commands;
    private final Reconciler reconciler;
    private final RiskDesk risk;

    LinkDesk(
            Moment moment,
            SystemOutputs outputs,
            Orders orders,
            OrderSender sender,
            StrategyDesk strategies,
            Runners runners,
            CommandDesk commands,
            Reconciler reconciler,
            RiskDesk risk) {
        this.moment = moment;
        this.outputs = outputs;
        this.orders = orders;
        this.sender = sender;
        this.strategies = strategies;
        this.runners = runners;
        this.commands = commands;
        this.reconciler = reconciler;
        this.risk = risk;
    }

    /** The host has started. The link counts as up until a gateway says that it is not. */
    void onNodeStarted(NodeStartedDecoder started) {
        moment.limits = Limits.of(started);
        commands.onLimits();
        risk.onLimits();
        // How the disk stands is told anew after each start.
        risk.diskSpace(false, 0);
        if (moment.sequence > 1) {
            int openCount = strategies.all().size() - runners.closedCount();
            outputs.systemRecovery(openCount, orders.liveCount());
            outputs.runtimeStateLoaded(
                    moment.sequence - 1, openCount, runners.openRoundCount(), orders.liveCount(), risk.hostKillLevel());
        }
        goOn();
        strategies.askAgain();
    }

    void onDisconnected() {
        int unknownCount = sender.onLinkDown();
        risk.linkUp(false);
        reconciler.onLinkDown();
        outputs.alert(AlertCode.LINK_LOST, unknownCount);
    }

    void onAuthSuccess() {
        if (!sender.isLinkUp()) {
            goOn();
        }
    }

    void onAuthFailed(int accountId, int reason) {
        outputs.error(accountId, ErrorCode.BROKER_AUTH_FAILED, Severity.CRITICAL, accountId, reason);
    }

    private void goOn() {
        risk.linkUp(true);
        sender.onLinkUp();
        if (moment.sequence > 1) {
            reconciler.onLinkUp();
        }
    }
}
