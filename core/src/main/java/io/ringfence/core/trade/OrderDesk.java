package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.stoploss.ReportCheck;
import java.math.RoundingMode;

/** The life of orders: what a broker's reports change. */
final class OrderDesk {
    private final TradeOutputs outputs;
    private final SystemOutputs system;
    private final Runners runners;
    private final Orders orders;
    private final OrderSender sender;
    private final TradeCounters counters;
    private final EntryDesk entries;
    private final ExitDesk exits;
    private final RiskDesk risk;

    OrderDesk(
            TradeOutputs outputs,
            SystemOutputs system,
            Runners runners,
            Orders orders,
            OrderSender sender,
            TradeCounters counters,
            EntryDesk entries,
            ExitDesk exits,
            RiskDesk risk) {
        this.outputs = outputs;
        this.system = system;
        this.runners = runners;
        this.orders = orders;
        this.sender = sender;
        this.counters = counters;
        this.entries = entries;
        this.exits = exits;
        this.risk = risk;
    }

    /**
     * Books a report.
     *
     * @return the order, null when the core holds none such
     */
    Order onReport(ExecutionReportDecoder report, long pullId) {
        Order order = orders.find(report.clientOrderId());
        boolean isForgotten = order != null && order.clientOrderId < order.strategy.previousRoundEntryId;
        if (order == null || isForgotten && report.cumQuantity() > order.cumQuantity) {
            system.alert(
                    order == null ? SystemOutputs.HOST : order.strategy.accountId,
                    AlertCode.UNKNOWN_ORDER_REPORTED,
                    report.strategyId(),
                    report.clientOrderId(),
                    report.cumQuantity());
            return null;
        }
        order.pullId = pullId;
        if (order.strategy.id != report.strategyId() || order.purpose != report.purpose()) {
            system.alert(order.strategy, AlertCode.REPORT_MISMATCH, order.clientOrderId, report.strategyId());
        }
        if (report.executionType() == ExecutionType.UNKNOWN_ORDER) {
            onUnknownToBroker(order);
        } else {
            onKnownToBroker(order, report);
        }
        return order;
    }

    private void onUnknownToBroker(Order order) {
        if (order.state != OrderState.UNKNOWN) {
            return;
        }
        Strategy strategy = order.strategy;
        boolean isWanted = order.isEntry() ? isEntryWanted(strategy) : isExitWanted(strategy);
        if (isWanted && !order.isCancelAsked && order.cumQuantity == 0) {
            order.isSentAgain = true;
            sender.sendAgain(order);
        } else {
            order.isDenied = true;
            finish(order, OrderState.CANCELED);
        }
    }

    /** Not of one that is leaving or may enter no more. */
    private boolean isEntryWanted(Strategy strategy) {
        return strategy.state != StrategyState.EXITING
                && !strategy.isStopped
                && risk.killLevel(strategy.accountId) == KillLevel.NONE;
    }

    /** There is something left to sell, and no other exit waits to sell it. */
    private static boolean isExitWanted(Strategy strategy) {
        return strategy.position.open() > 0 && !ExitTerms.isToMakeWay(strategy);
    }

    private void onKnownToBroker(Order order, ExecutionReportDecoder report) {
        if (order.isFinal()) {
            checkAfterEnd(order, report);
            book(order, report);
            if (order.isDenied && report.cumQuantity() < order.quantity && isLive(report)) {
                // The broker had none such and has it now: it must not stand there with nobody to mind it.
                outputs.cancel(order);
            }
            return;
        }
        if (isCopyRefused(order, report)) {
            // The first one had arrived after all: what became of it is asked for, and no other is sent beside it.
            order.isDuplicateTold = true;
            sender.query(order);
            return;
        }
        if (order.state == OrderState.INITIALIZED) {
            // It has not left, and yet the broker has it: so it is not sent, and what the broker tells counts.
            raiseIllegal(order, stateOf(report, order));
            sender.move(order, OrderState.SUBMITTED);
        }
        acknowledge(order, report.executionType());
        book(order, report);
        if (order.cumQuantity >= order.quantity) {
            finish(order, OrderState.FILLED);
        } else if (report.executionType() == ExecutionType.CANCELED) {
            finish(order, OrderState.CANCELED);
        } else if (report.executionType() == ExecutionType.EXPIRED) {
            finish(order, OrderState.EXPIRED);
        } else if (report.executionType() == ExecutionType.REJECTED) {
            outputs.rejected(order, report.rejectReason());
            runners.error(order, ErrorCode.ORDER_REJECTED, report.rejectReason().value());
            risk.onBrokerRefused(order.strategy.accountId);
            finish(order, OrderState.REJECTED);
        } else if (order.isCancelAsked) {
            // It was asked for while nobody knew of the order, or may have been lost on the way.
            sender.cancel(order);
        }
    }

    /** Whether a refusal is of the second sending of an order; once, as a broker may know an id and no order of it. */
    private static boolean isCopyRefused(Order order, ExecutionReportDecoder report) {
        return order.isSentAgain
                && !order.isDuplicateTold
                && report.executionType() == ExecutionType.REJECTED
                && report.rejectReason() == RejectReason.DUPLICATE_ORDER;
    }

    /**
     * A report on an order that has ended. One that repeats the end, or comes late and tells of an earlier state, is harmless;
     * one that tells of another end, or of more filled than the end left, is not.
     */
    private void checkAfterEnd(Order order, ExecutionReportDecoder report) {
        OrderState told = stateOf(report, order);
        boolean isOtherEnd = told != order.state
                && (told == OrderState.REJECTED || told == OrderState.CANCELED || told == OrderState.EXPIRED);
        // A cancel that crossed the last fill finds nothing left to cancel.
        boolean isCrossed = told == OrderState.CANCELED && order.state == OrderState.FILLED;
        boolean isMoreFilled = report.cumQuantity() > order.cumQuantity && order.state != OrderState.FILLED;
        if (isOtherEnd && !isCrossed || isMoreFilled) {
            raiseIllegal(order, told);
        }
    }

    private void raiseIllegal(Order order, OrderState told) {
        long figure = order.state.value() * 100L + told.value();
        system.alert(order.strategy, AlertCode.ILLEGAL_TRANSITION, order.clientOrderId, figure);
        runners.error(order, ErrorCode.ILLEGAL_TRANSITION, figure);
    }

    private static boolean isLive(ExecutionReportDecoder report) {
        return report.executionType() == ExecutionType.ACCEPTED || report.executionType() == ExecutionType.FILL;
    }

    /** The state that a report tells of. */
    private static OrderState stateOf(ExecutionReportDecoder report, Order order) {
        return switch (report.executionType()) {
            case REJECTED -> OrderState.REJECTED;
            case CANCELED -> OrderState.CANCELED;
            case EXPIRED -> OrderState.EXPIRED;
            case FILL -> report.cumQuantity() >= order.quantity ? OrderState.FILLED : OrderState.PARTIALLY_FILLED;
            default -> OrderState.ACCEPTED;
        };
    }

    /** Any report but a refusal tells that the broker has the order. */
    private void acknowledge(Order order, ExecutionType type) {
        if (type != ExecutionType.REJECTED
                && (order.state == OrderState.SUBMITTED || order.state == OrderState.UNKNOWN)) {
            sender.move(order, order.cumQuantity == 0 ? OrderState.ACCEPTED : OrderState.PARTIALLY_FILLED);
            outputs.accepted(order);
        }
    }

    /** Books what a report adds to what is known. Fills count even on an order that was final: the broker decides. */
    private void book(Order order, ExecutionReportDecoder report) {
        long quantity = report.cumQuantity() - order.cumQuantity;
        if (quantity <= 0) {
            return;
        }
        long notional = report.cumNotional() - order.cumNotional;
        long fee = report.cumFee() - order.cumFee;
        order.cumQuantity = report.cumQuantity();
        order.cumNotional = report.cumNotional();
        order.cumFee = report.cumFee();
        if (order.state == OrderState.ACCEPTED) {
            sender.move(order, OrderState.PARTIALLY_FILLED);
        }
        counters.fills++;
        risk.onFill(order, quantity, notional, fee);
        outputs.filled(order, quantity, fillPrice(quantity, notional, report), fee);
        if (order.isEntry()) {
            alertOfExcess(order, order.cumQuantity - order.quantity);
            entries.onFill(order, quantity, notional, fee);
        } else {
            // What a final order had reserved was released when it ended, and an overfill was never reserved.
            long reservedBefore = order.isFinal() ? 0 : Math.max(0, order.quantity - (order.cumQuantity - quantity));
            exits.onFill(order, Math.min(quantity, reservedBefore), quantity, notional, fee);
            // An exit that was thought final may fill beside the one that followed it: each within its own quantity.
            alertOfExcess(order, Math.max(order.cumQuantity - order.quantity, -order.strategy.position.open()));
        }
        if (order.cumQuantity == quantity) {
            order.strategy.filledOrders++;
        }
    }

    private void alertOfExcess(Order order, long excess) {
        if (excess > 0) {
            system.alert(order.strategy, AlertCode.OVERFILL, order.clientOrderId, excess);
        }
    }

    /** Average of what is new; of everything so far where a broker's rounding makes the former no price. */
    private static long fillPrice(long quantity, long notional, ExecutionReportDecoder report) {
        return ReportCheck.isPrice(quantity, notional)
                ? Decimal.divide(notional, quantity, RoundingMode.HALF_EVEN)
                : Decimal.divide(report.cumNotional(), report.cumQuantity(), RoundingMode.HALF_EVEN);
    }

    private void finish(Order order, OrderState finalState) {
        if (order.isEntry()) {
            entries.end(order, finalState);
        } else {
            exits.end(order, finalState);
        }
    }
}
