package io.ringfence.core.trade;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.OrderState;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.TreeMap;

/**
 * Holds the broker's picture against the core's. When the link comes up, and again after each period while anything is open,
 * the broker is asked for every open order, every order that ended since, and every position. Its answer comes as reports,
 * which are booked like any others; at its end every live order that it left out is asked for by itself, a cancel that left
 * before the question is asked for again where the order is still open, and a position that differs in two answers in a row
 * raises an alert.
 *
 * <p>So a fill whose report was lost is booked at the latest a period and a round trip after the broker made it.
 */
final class Reconciler {
    private static final class Told {
        long quantity;
        long pullId;
        long difference;
        boolean isAlerted;
    }

    private final Moment moment;
    private final Orders orders;
    private final OrderSender sender;
    private final SystemOutputs outputs;
    private final RiskDesk accounts;
    /** By instrument, also such as are not defined here: what the broker tells of is not left out. */
    private final TreeMap<Integer, Told> positions = new TreeMap<>();

    private long pullId;
    private boolean isPulling;
    private long nextPullNs = Long.MAX_VALUE;

    Reconciler(Moment moment, Orders orders, OrderSender sender, SystemOutputs outputs, RiskDesk accounts) {
        this.moment = moment;
        this.orders = orders;
        this.sender = sender;
        this.outputs = outputs;
        this.accounts = accounts;
    }

    /** When the next pull is due, {@code Long.MAX_VALUE} when none is. */
    long nextDeadlineNs() {
        return nextPullNs;
    }

    /** The pull that is under way or was last, which reports that come now belong to. */
    long pullId() {
        return pullId;
    }

    /** The link is up. */
    void onLinkUp() {
        if (moment.limits.reconcilePeriodNs() > 0) {
            pull();
        }
    }

    /** The link is down: what is still told of a pull is of before that. */
    void onLinkDown() {
        isPulling = false;
    }

    /** Pulls when a period has passed; in the time of an event after everything else of it. */
    void afterEvent(boolean isAnythingOpen) {
        long periodNs = moment.limits.reconcilePeriodNs();
        boolean isOn = periodNs > 0 && isAnythingOpen && sender.isLinkUp();
        if (!isOn) {
            nextPullNs = Long.MAX_VALUE;
        } else if (nextPullNs == Long.MAX_VALUE) {
            nextPullNs = moment.after(periodNs);
        }
    }

    /** Pulls when that is due. */
    void fireIfDue() {
        if (nextPullNs <= moment.nowNs) {
            pull();
        }
    }

    private void pull() {
        pullId = moment.sequence;
        isPulling = true;
        nextPullNs = moment.limits.reconcilePeriodNs() > 0
                ? moment.after(moment.limits.reconcilePeriodNs())
                : Long.MAX_VALUE;
        outputs.pullBrokerState(pullId);
    }

    /** A position, as the broker has it. */
    void onPosition(long toldPullId, int instrumentId, long quantity) {
        if (isPulling && toldPullId == pullId) {
            Told told = positions.computeIfAbsent(instrumentId, id -> new Told());
            told.quantity = quantity;
            told.pullId = pullId;
        }
    }

    /** The end of the broker's answer. An order that left after the question is no part of it. */
    void onEnd(long endedPullId) {
        if (!isPulling || endedPullId != pullId) {
            return;
        }
        isPulling = false;
        long firstIdAfter = (pullId + 1) << Orders.ORDERS_PER_EVENT_BITS;
        for (Order order = orders.firstLive(); order != null; order = order.next) {
            boolean isPart = order.clientOrderId < firstIdAfter && order.state != OrderState.INITIALIZED;
            if (isPart && order.pullId != pullId) {
                sender.query(order);
            } else if (isPart && order.state == OrderState.PENDING_CANCEL && order.cancelSequence < pullId) {
                // The broker was asked for the cancel first and still has the order: it was lost, or refused.
                sender.cancelAgain(order);
            }
        }
        for (int id = 0; id <= accounts.highestInstrumentId(); id++) {
            if (accounts.netQuantity(id) != 0) {
                positions.computeIfAbsent(id, instrumentId -> new Told());
            }
        }
        positions.forEach(this::compare);
    }

    private void compare(int instrumentId, Told told) {
        boolean isDefined = instrumentId >= 0 && instrumentId <= accounts.highestInstrumentId();
        long held = isDefined ? accounts.netQuantity(instrumentId) : 0;
        long toldQuantity = told.pullId == pullId ? told.quantity : 0;
        long difference = toldQuantity - held;
        boolean isLasting = difference != 0 && difference == told.difference;
        if (isLasting && !told.isAlerted) {
            outputs.alert(AlertCode.POSITION_MISMATCH, difference);
        }
        told.isAlerted = isLasting;
        told.difference = difference;
    }

    void writeTo(StateSink sink) {
        sink.putLong(pullId);
        sink.putFlag(isPulling);
        sink.putLong(nextPullNs);
        sink.putLong(positions.size());
        positions.forEach((instrumentId, told) -> {
            sink.putLong(instrumentId);
            sink.putLong(told.quantity);
            sink.putLong(told.pullId);
            sink.putLong(told.difference);
            sink.putFlag(told.isAlerted);
        });
    }

    void readFrom(StateSource source) {
        pullId = source.getLong();
        isPulling = source.getFlag();
        nextPullNs = source.getLong();
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            int instrumentId = source.getInt();
            Told told = new Told();
            told.quantity = source.getLong();
            told.pullId = source.getLong();
            told.difference = source.getLong();
            told.isAlerted = source.getFlag();
            positions.put(instrumentId, told);
        }
    }
}
