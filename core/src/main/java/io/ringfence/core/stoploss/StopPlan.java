package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.state.StateSink;
import java.math.RoundingMode;

/** One strategy's stop, and as much of its position as the stop needs to know. */
final class StopPlan {
    enum State {
        /** Nothing held. */
        IDLE,
        /** In a book. */
        ARMED,
        /** Has fired, for ever. */
        FIRED
    }

    final int index;
    final long strategyId;
    final int instrumentId;
    final PositionSide side;
    final TriggerSource source;
    private final StopUnit unit;
    private final long value;
    private final FillLedger ledger = new FillLedger();
    private long entryQuantity;
    private long entryNotional;
    private long exitQuantity;
    private long exitNotional;
    private long fees;
    State state = State.IDLE;
    long level;
    long armingOrder;

    StopPlan(
            int index,
            long strategyId,
            int instrumentId,
            PositionSide side,
            TriggerSource source,
            StopUnit unit,
            long value) {
        this.index = index;
        this.strategyId = strategyId;
        this.instrumentId = instrumentId;
        this.side = side;
        this.source = source;
        this.unit = unit;
        this.value = value;
    }

    /** Whether a report on one of its orders brings something new. */
    boolean isNews(long clientOrderId, long cumQuantity) {
        return cumQuantity > ledger.quantity(clientOrderId);
    }

    /**
     * Books a report that brings something new.
     *
     * @throws ArithmeticException, nothing being booked, when a total or the result that follows from the totals does not
     *     fit; downstream the same sums are formed, and there a failure would halt the host
     */
    void book(boolean isEntry, long clientOrderId, long cumQuantity, long cumNotional, long cumFee) {
        long newQuantity = cumQuantity - ledger.quantity(clientOrderId);
        long newNotional = cumNotional - ledger.notional(clientOrderId);
        long newFees = negatable(Math.addExact(Math.subtractExact(fees, ledger.fee(clientOrderId)), cumFee));
        long entered = isEntry ? Math.addExact(entryNotional, newNotional) : entryNotional;
        long left = isEntry ? exitNotional : Math.addExact(exitNotional, newNotional);
        negatable(Math.subtractExact(side == PositionSide.LONG ? left - entered : entered - left, newFees));
        if (isEntry) {
            entryQuantity = Math.addExact(entryQuantity, newQuantity);
        } else {
            exitQuantity = Math.addExact(exitQuantity, newQuantity);
        }
        entryNotional = entered;
        exitNotional = left;
        fees = newFees;
        ledger.book(clientOrderId, cumQuantity, cumNotional, cumFee);
    }

    /** Refuses the one value that is no decimal: it marks an absent one. */
    private static long negatable(long value) {
        Math.negateExact(value);
        return value;
    }

    long openQuantity() {
        return entryQuantity - exitQuantity;
    }

    /**
     * Where the stop stands for the average entry price; 0, which no price reaches, when a long position's distance exceeds
     * that price, and the largest price when a short one's level would lie beyond it.
     */
    long levelForEntry() {
        if (unit == StopUnit.LEVEL) {
            return value;
        }
        long average = Decimal.divide(entryNotional, entryQuantity, RoundingMode.HALF_EVEN);
        if (side == PositionSide.LONG) {
            return Math.max(0, average - distance(average));
        }
        try {
            return Math.addExact(average, distance(average));
        } catch (ArithmeticException beyondEveryPrice) {
            return Long.MAX_VALUE;
        }
    }

    private long distance(long average) {
        // Rounding the distance down rounds the level towards the entry.
        return unit == StopUnit.AMOUNT ? value : Decimal.multiply(average, value, RoundingMode.FLOOR);
    }

    void writeTo(StateSink sink) {
        sink.putLong(strategyId);
        sink.putLong(instrumentId);
        sink.putLong(side.value());
        sink.putLong(source.value());
        sink.putLong(unit.value());
        sink.putLong(value);
        sink.putLong(entryQuantity);
        sink.putLong(entryNotional);
        sink.putLong(exitQuantity);
        sink.putLong(exitNotional);
        sink.putLong(fees);
        sink.putLong(state.ordinal());
        sink.putLong(level);
        sink.putLong(armingOrder);
        ledger.writeTo(sink);
    }
}
