package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.ExecutionReportDecoder;
import io.ringfence.core.event.ExecutionType;
import io.ringfence.core.event.ExitReason;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.stoploss.ReportCheck;
import java.math.RoundingMode;

/** The life of orders: what a broker's reports change. */
final class OrderDesk {
    private final TradeOutputs outputs;
    private final Orders orders;
    private final TradeCounters counters;
    private final StrategyDesk strategies;

    OrderDesk(TradeOutputs outputs, Orders orders, TradeCounters counters, StrategyDesk strategies) {
        this.outputs = outputs;
        this.orders = orders;
        this.counters = counters;
        this.strategies = strategies;
    }

    /** After a start: what became of live orders is not known; asks the broker for each. Returns how many. */
    int queryLiveOrders() {
        int count = 0;
        for (Order order = orders.firstLive(); order != null; order = order.next) {
            order.moveTo(OrderState.UNKNOWN);
            outputs.query(order);
            count++;
        }
        return count;
    }

    void onReport(ExecutionReportDecoder report) {
        Order order = orders.find(report.clientOrderId());
        if (order == null) {
            outputs.alert(
                    AlertCode.UNKNOWN_ORDER_REPORTED,
                    report.strategyId(),
                    report.clientOrderId(),
                    report.cumQuantity());
            return;
        }
        if (order.strategy.id != report.strategyId() || order.purpose != report.purpose()) {
            outputs.alert(AlertCode.REPORT_MISMATCH, order.strategy.id, order.clientOrderId, report.strategyId());
        }
        if (report.executionType() == ExecutionType.UNKNOWN_ORDER) {
            onUnknownToBroker(order);
        } else {
            onKnownToBroker(order, report);
        }
        strategies.settle(order.strategy);
    }

    private void onUnknownToBroker(Order order) {
        if (order.state != OrderState.UNKNOWN) {
            return;
        }
        Strategy strategy = order.strategy;
        boolean isWanted = order.isEntry() ? strategy.state != StrategyState.EXITING : isExitWanted(strategy);
        if (isWanted && order.cumQuantity == 0) {
            order.moveTo(OrderState.SUBMITTED);
            outputs.execute(order);
        } else {
            finish(order, OrderState.CANCELED);
        }
    }

    /** There is something left to sell, and no more urgent exit waits to sell it. */
    private static boolean isExitWanted(Strategy strategy) {
        return strategy.position.open() > 0 && !ExitTerms.isOverridden(strategy);
    }

    private void onKnownToBroker(Order order, ExecutionReportDecoder report) {
        if (order.isFinal()) {
            checkAfterEnd(order, report);
            book(order, report);
            return;
        }
        acknowledge(order, report.executionType());
        book(order, report);
        if (order.cumQuantity >= order.quantity) {
            finish(order, OrderState.FILLED);
        } else if (report.executionType() == ExecutionType.CANCELED) {
            finish(order, OrderState.CANCELED);
        } else if (report.executionType() == ExecutionType.REJECTED) {
            outputs.rejected(order, report.rejectReason());
            finish(order, OrderState.REJECTED);
        }
    }

    /**
     * A report on an order that has ended. One that repeats the end, or comes late and tells of an earlier state, is harmless;
     * one that tells of another end, or of more filled than the end left, is not.
     */
    private void checkAfterEnd(Order order, ExecutionReportDecoder report) {
        OrderState told = stateOf(report, order);
        boolean isOtherEnd = told != order.state && (told == OrderState.REJECTED || told == OrderState.CANCELED);
        // A cancel that crossed the last fill finds nothing left to cancel.
        boolean isCrossed = told == OrderState.CANCELED && order.state == OrderState.FILLED;
        boolean isMoreFilled = report.cumQuantity() > order.cumQuantity && order.state != OrderState.FILLED;
        if (isOtherEnd && !isCrossed || isMoreFilled) {
            outputs.alert(
                    AlertCode.ILLEGAL_TRANSITION,
                    order.strategy.id,
                    order.clientOrderId,
                    order.state.value() * 100L + told.value());
        }
    }

    /** The state that a report tells of. */
    private static OrderState stateOf(ExecutionReportDecoder report, Order order) {
        return switch (report.executionType()) {
            case REJECTED -> OrderState.REJECTED;
            case CANCELED -> OrderState.CANCELED;
            case FILL -> report.cumQuantity() >= order.quantity ? OrderState.FILLED : OrderState.PARTIALLY_FILLED;
            default -> OrderState.ACCEPTED;
        };
    }

    /** Any report but a refusal tells that the broker has the order. */
    private void acknowledge(Order order, ExecutionType type) {
        if (type != ExecutionType.REJECTED
                && (order.state == OrderState.SUBMITTED || order.state == OrderState.UNKNOWN)) {
            order.moveTo(order.cumQuantity == 0 ? OrderState.ACCEPTED : OrderState.PARTIALLY_FILLED);
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
            order.moveTo(OrderState.PARTIALLY_FILLED);
        }
        counters.fills++;
        outputs.filled(order, quantity, fillPrice(quantity, notional, report), fee);
        if (order.isEntry()) {
            alertOfExcess(order, order.cumQuantity - order.quantity);
            strategies.onEntryFill(order.strategy, quantity, notional, fee);
        } else {
            // What a final order had reserved was released when it ended, and an overfill was never reserved.
            long reservedBefore = order.isFinal() ? 0 : Math.max(0, order.quantity - (order.cumQuantity - quantity));
            strategies.onExitFill(order.strategy, Math.min(quantity, reservedBefore), quantity, notional, fee);
            // An exit that was thought final may fill beside the one that followed it: each within its own quantity.
            alertOfExcess(order, Math.max(order.cumQuantity - order.quantity, -order.strategy.position.open()));
        }
    }

    private void alertOfExcess(Order order, long excess) {
        if (excess > 0) {
            outputs.alert(AlertCode.OVERFILL, order.strategy.id, order.clientOrderId, excess);
        }
    }

    /** Average of what is new; of everything so far where a broker's rounding makes the former no price. */
    private static long fillPrice(long quantity, long notional, ExecutionReportDecoder report) {
        return ReportCheck.isPrice(quantity, notional)
                ? Decimal.divide(notional, quantity, RoundingMode.HALF_EVEN)
                : Decimal.divide(report.cumNotional(), report.cumQuantity(), RoundingMode.HALF_EVEN);
    }

    private void finish(Order order, OrderState finalState) {
        long unfilled = Math.max(0, order.quantity - order.cumQuantity);
        orders.finish(order, finalState);
        outputs.finalized(order);
        if (order.isEntry()) {
            ExitReason reason = finalState == OrderState.REJECTED ? ExitReason.ENTRY_REJECTED : ExitReason.NOT_FILLED;
            strategies.onEntryFinal(order.strategy, reason);
        } else {
            strategies.onExitFinal(order.strategy, order, unfilled);
        }
    }
}
