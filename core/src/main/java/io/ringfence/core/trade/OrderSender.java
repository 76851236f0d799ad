package io.ringfence.core.trade;

import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.event.RunnerAction;
import io.ringfence.core.event.Side;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/**
 * The way of orders to the broker, and the one place where an order's state changes. While the link is down orders are kept
 * back, INITIALIZED; they leave when it is up again.
 */
final class OrderSender {
    private final TradeOutputs outputs;
    private final RunnerOutputs runners;
    private final Orders orders;
    private final TradeCounters counters;
    private boolean isLinkUp;

    OrderSender(TradeOutputs outputs, RunnerOutputs runners, Orders orders, TradeCounters counters) {
        this.outputs = outputs;
        this.runners = runners;
        this.orders = orders;
        this.counters = counters;
    }

    boolean isLinkUp() {
        return isLinkUp;
    }

    /** Makes an order and sends it, or keeps it until the link is up. */
    Order send(Strategy strategy, Side side, OrderPurpose purpose, long quantity, long limitPrice) {
        OrderState first = isLinkUp ? OrderState.SUBMITTED : OrderState.INITIALIZED;
        Order order = orders.create(strategy, first, side, purpose, quantity, limitPrice);
        counters.ordersSent++;
        strategy.stats.actions++;
        if (isLinkUp) {
            outputs.execute(order);
        }
        runners.actionExecuted(order, order.isEntry() ? RunnerAction.ENTER : RunnerAction.EXIT);
        return order;
    }

    /** Sends an order again that the broker does not have. */
    void sendAgain(Order order) {
        move(order, OrderState.SUBMITTED);
        outputs.execute(order);
    }

    /** Asks for a cancel of an order that is out: at once, or as soon as its fate is known; unless one is under way. */
    void cancel(Order order) {
        order.isCancelAsked = true;
        if (order.state != OrderState.PENDING_CANCEL && order.state != OrderState.UNKNOWN) {
            move(order, OrderState.PENDING_CANCEL);
            outputs.cancel(order);
            order.cancelSequence = orders.eventSequence();
            runners.actionExecuted(order, RunnerAction.CANCEL);
        }
    }

    /** Asks once more for a cancel that has come to nothing. */
    void cancelAgain(Order order) {
        outputs.cancel(order);
        order.cancelSequence = orders.eventSequence();
    }

    /** Asks what became of an order. */
    void query(Order order) {
        if (order.state != OrderState.UNKNOWN) {
            move(order, OrderState.UNKNOWN);
        }
        outputs.query(order);
    }

    /** Moves an order on; callers ask {@link OrderTransitions} first where a broker's word may be out of place. */
    void move(Order order, OrderState next) {
        OrderState from = order.state;
        order.moveTo(next);
        outputs.orderMoved(order, from);
    }

    /** Takes an order out of the live ones. */
    void end(Order order, OrderState finalState) {
        OrderState from = order.state;
        orders.finish(order, finalState);
        outputs.orderMoved(order, from);
        outputs.finalized(order);
    }

    /** The link is down: what became of orders that are out is not known. Returns how many those are. */
    int onLinkDown() {
        isLinkUp = false;
        int count = 0;
        for (Order order = orders.firstLive(); order != null; order = order.next) {
            if (order.state != OrderState.INITIALIZED) {
                if (order.state != OrderState.UNKNOWN) {
                    move(order, OrderState.UNKNOWN);
                }
                count++;
            }
        }
        return count;
    }

    /** The link is up: what has been kept back leaves, and what became of all that left before this event is asked for. */
    void onLinkUp() {
        isLinkUp = true;
        for (Order order = orders.firstLive(); order != null; order = order.next) {
            if (order.state == OrderState.INITIALIZED) {
                sendAgain(order);
            } else if (!orders.isOfThisEvent(order)) {
                query(order);
            }
        }
    }

    void writeTo(StateSink sink) {
        sink.putFlag(isLinkUp);
    }

    void readFrom(StateSource source) {
        isLinkUp = source.getFlag();
    }
}
