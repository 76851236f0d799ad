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

    /** Books a report on an entry order; true when it brought something new. */
    boolean bookEntry(long clientOrderId, long cumQuantity, long cumNotional) {
        long quantity = ledger.book(clientOrderId, cumQuantity, cumNotional);
        entryQuantity += quantity;
        entryNotional += ledger.newNotional();
        return quantity > 0;
    }

    /** Books a report on an order that closes the position; true when it brought something new. */
    boolean bookExit(long clientOrderId, long cumQuantity, long cumNotional) {
        long quantity = ledger.book(clientOrderId, cumQuantity, cumNotional);
        exitQuantity += quantity;
        return quantity > 0;
    }

    long openQuantity() {
        return entryQuantity - exitQuantity;
    }

    /** Where the stop stands for the average entry price; 0 or less when its distance exceeds that price. */
    long levelForEntry() {
        if (unit == StopUnit.LEVEL) {
            return value;
        }
        long average = Decimal.divide(entryNotional, entryQuantity, RoundingMode.HALF_EVEN);
        // Rounding the distance down rounds the level towards the entry.
        long distance = unit == StopUnit.AMOUNT ? value : Decimal.multiply(average, value, RoundingMode.FLOOR);
        return side == PositionSide.LONG ? average - distance : Math.addExact(average, distance);
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
        sink.putLong(state.ordinal());
        sink.putLong(level);
        sink.putLong(armingOrder);
        ledger.writeTo(sink);
    }
}
