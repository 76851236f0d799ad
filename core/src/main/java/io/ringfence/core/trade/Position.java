package io.ringfence.core.trade;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.math.RoundingMode;

/**
 * What one strategy holds in a round, and how much of it is promised to exits. Every exit, whatever its reason, reserves from the one
 * {@link #sellable()} quantity, so exits that are out never sum to more than what is held.
 */
final class Position {
    private final PositionSide side;
    /** What the position before left over: 0, or less after more was sold than was held. */
    private long carriedQuantity;

    private long entryQuantity;
    private long entryNotional;
    private long exitQuantity;
    private long exitNotional;
    private long fees;
    private long reserved;

    Position(PositionSide side) {
        this.side = side;
    }

    /** Begins the next one, with what this one left over, and with what is promised to an exit that is still out. */
    void beginNext() {
        carriedQuantity = open();
        entryQuantity = 0;
        entryNotional = 0;
        exitQuantity = 0;
        exitNotional = 0;
        fees = 0;
    }

    void enter(long quantity, long notional, long fee) {
        entryQuantity = Math.addExact(entryQuantity, quantity);
        entryNotional = Math.addExact(entryNotional, notional);
        fees = Math.addExact(fees, fee);
    }

    void exit(long quantity, long notional, long fee) {
        exitQuantity = Math.addExact(exitQuantity, quantity);
        exitNotional = Math.addExact(exitNotional, notional);
        fees = Math.addExact(fees, fee);
    }

    /** Promises a quantity to an exit; no more than {@link #sellable()}. */
    void reserve(long quantity) {
        if (quantity > sellable()) {
            throw new IllegalStateException("an exit of " + quantity + " exceeds the sellable " + sellable());
        }
        reserved += quantity;
    }

    /** Takes back what an exit has just filled, or will not fill. */
    void release(long quantity) {
        reserved -= quantity;
    }

    /** Held; negative only after the broker filled more than was ordered. */
    long open() {
        return carriedQuantity + entryQuantity - exitQuantity;
    }

    /** Held and not promised to an exit. */
    long sellable() {
        return Math.max(0, open() - reserved);
    }

    /** More is promised to an exit than is held, as after a late fill of one that was thought final. */
    boolean isOverpromised() {
        return reserved > Math.max(0, open());
    }

    long entryQuantity() {
        return entryQuantity;
    }

    /** Average entry price, 0 when nothing was held. */
    long averageEntry() {
        return average(entryNotional, entryQuantity);
    }

    /** Average exit price, 0 when nothing was let go. */
    long averageExit() {
        return average(exitNotional, exitQuantity);
    }

    private static long average(long notional, long quantity) {
        return quantity == 0 ? 0 : Decimal.divide(notional, quantity, RoundingMode.HALF_EVEN);
    }

    /** Result of a closed position, after fees. */
    long realizedPnl() {
        long gross = side == PositionSide.LONG ? exitNotional - entryNotional : entryNotional - exitNotional;
        return gross - fees;
    }

    /** Result of leaving everything at a price, before fees; {@link Decimal#INVALID} where it does not fit. */
    long unrealizedPnl(long price) {
        long gain = side == PositionSide.LONG ? price - averageEntry() : averageEntry() - price;
        try {
            return Decimal.multiply(open(), gain, RoundingMode.HALF_EVEN);
        } catch (ArithmeticException doesNotFit) {
            return Decimal.INVALID;
        }
    }

    void writeTo(StateSink sink) {
        sink.putLong(carriedQuantity);
        sink.putLong(entryQuantity);
        sink.putLong(entryNotional);
        sink.putLong(exitQuantity);
        sink.putLong(exitNotional);
        sink.putLong(fees);
        sink.putLong(reserved);
    }

    static Position readFrom(StateSource source, PositionSide side) {
        Position position = new Position(side);
        position.carriedQuantity = source.getLong();
        position.entryQuantity = source.getLong();
        position.entryNotional = source.getLong();
        position.exitQuantity = source.getLong();
        position.exitNotional = source.getLong();
        position.fees = source.getLong();
        position.reserved = source.getLong();
        return position;
    }
}
