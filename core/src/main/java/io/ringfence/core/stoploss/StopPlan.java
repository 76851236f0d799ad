package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.state.StateSink;
import java.math.RoundingMode;

/** One strategy's stop and target, and as much of its position as they need to know. */
final class StopPlan {
    /** An absent price or value. */
    static final long NONE = StrategyTermsDecoder.targetValueNullValue();

    enum State {
        /** Nothing held. */
        IDLE,
        /** In a book, at a level. */
        ARMED,
        /** In a book, behind the best price. */
        TRAILING,
        /** Has fired, for ever. */
        FIRED
    }

    final int index;
    final long strategyId;
    final int accountId;
    final int instrumentId;
    final PositionSide side;
    final PriceSeries series;
    boolean isTrailing;
    boolean isRatio;
    /** Price at which a trailing stop begins to trail, {@link #NONE} to do so at once. */
    long activationPrice;

    private StopUnit unit;
    private long value;
    private StopUnit targetUnit;
    private long targetValue;
    private final FillLedger ledger = new FillLedger();
    /** Entry order of the round, from entry to exit, that is under way or was last. */
    private long roundEntryId;

    /** What the round before left over: 0, or less after more was sold than was held. */
    private long carriedQuantity;

    private long entryQuantity;
    private long entryNotional;
    private long exitQuantity;
    private long exitNotional;
    private long fees;
    State stop = State.IDLE;
    State target = State.IDLE;
    boolean isActivationArmed;
    /** Where the stop stands or fired; of one that trails, where it began to. */
    long level;

    long targetLevel;
    long armingOrder;

    StopPlan(int index, long strategyId, StrategyCreatedDecoder created) {
        this.index = index;
        this.strategyId = strategyId;
        this.accountId = created.accountId();
        this.instrumentId = created.instrumentId();
        this.side = created.positionSide();
        this.series = PriceSeries.of(created.triggerSource(), side);
        terms(created.terms());
    }

    /** Takes new terms; nothing of the plan may be in a book by those before. */
    void terms(StrategyTermsDecoder terms) {
        isTrailing = terms.stopType() == StopType.TRAILING;
        activationPrice = terms.activationPrice();
        unit = terms.stopUnit();
        isRatio = unit == StopUnit.RATIO;
        value = terms.stopValue();
        targetUnit = terms.targetUnit();
        targetValue = terms.targetValue();
    }

    /** Which way the price goes that fires the stop. */
    Direction stopDirection() {
        return side == PositionSide.LONG ? Direction.FALL : Direction.RISE;
    }

    /** Which way the price goes that fires the target, or activates the stop. */
    Direction gainDirection() {
        return side == PositionSide.LONG ? Direction.RISE : Direction.FALL;
    }

    boolean hasTarget() {
        return targetValue != NONE;
    }

    /** Distance of a trailing stop: a scaled amount or ratio. */
    long distance() {
        return value;
    }

    /** Whether a report on one of its orders brings something new. */
    boolean isNews(long clientOrderId, long cumQuantity) {
        return clientOrderId >= ledger.oldestRoundEntryId() && cumQuantity > ledger.quantity(clientOrderId);
    }

    /**
     * Books a report that brings something new.
     *
     * @throws ArithmeticException, nothing being booked, when a total or the result that follows from the totals does not
     *     fit; downstream the same sums are formed, and there a failure would halt the host
     */
    void book(boolean isEntry, long clientOrderId, long cumQuantity, long cumNotional, long cumFee) {
        if (isEntry && openQuantity() <= 0 && clientOrderId > roundEntryId) {
            beginRound(clientOrderId, cumQuantity, cumNotional, cumFee);
            return;
        }
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

    /** The first fill of an entry while nothing is held: the stop is as good as new. */
    private void beginRound(long entryId, long cumQuantity, long cumNotional, long cumFee) {
        negatable(Math.addExact(cumNotional, negatable(cumFee)));
        carriedQuantity = openQuantity();
        entryQuantity = cumQuantity;
        entryNotional = cumNotional;
        exitQuantity = 0;
        exitNotional = 0;
        fees = cumFee;
        stop = State.IDLE;
        target = State.IDLE;
        ledger.forgetBefore(roundEntryId);
        roundEntryId = entryId;
        ledger.book(entryId, cumQuantity, cumNotional, cumFee);
    }

    /** Refuses the one value that is no decimal: it marks an absent one. */
    private static long negatable(long value) {
        Math.negateExact(value);
        return value;
    }

    long openQuantity() {
        return carriedQuantity + entryQuantity - exitQuantity;
    }

    /** Average entry price. */
    long averageEntry() {
        return Decimal.divide(entryNotional, entryQuantity, RoundingMode.HALF_EVEN);
    }

    /** Where the stop stands for the average entry price; see {@link #away}. */
    long levelForEntry() {
        return unit == StopUnit.LEVEL ? value : away(unit, value, side == PositionSide.SHORT);
    }

    /** Where the target stands for the average entry price; see {@link #away}. */
    long targetForEntry() {
        return targetUnit == StopUnit.LEVEL ? targetValue : away(targetUnit, targetValue, side == PositionSide.LONG);
    }

    /**
     * A level at a distance from the average entry price, rounded towards it. 0, which no price reaches, where a distance
     * below exceeds that price, and the largest price where one above would lie beyond it.
     */
    private long away(StopUnit distanceUnit, long distanceValue, boolean isAbove) {
        long average = averageEntry();
        long distance = TrailBook.distance(distanceUnit == StopUnit.RATIO, average, distanceValue);
        if (!isAbove) {
            return Math.max(0, average - distance);
        }
        long level = average + distance;
        return level < 0 ? Long.MAX_VALUE : level;
    }

    /** Writes the plan's state; {@code mark} is the best price that a trailing stop has seen, else 0. */
    void writeTo(StateSink sink, long mark) {
        sink.putLong(strategyId);
        sink.putLong(instrumentId);
        sink.putLong(side.value());
        sink.putLong(series.ordinal());
        sink.putFlag(isTrailing);
        sink.putLong(activationPrice);
        sink.putLong(unit.value());
        sink.putLong(value);
        sink.putLong(targetUnit.value());
        sink.putLong(targetValue);
        sink.putLong(roundEntryId);
        sink.putLong(carriedQuantity);
        sink.putLong(entryQuantity);
        sink.putLong(entryNotional);
        sink.putLong(exitQuantity);
        sink.putLong(exitNotional);
        sink.putLong(fees);
        sink.putLong(stop.ordinal());
        sink.putLong(target.ordinal());
        sink.putFlag(isActivationArmed);
        sink.putLong(level);
        sink.putLong(targetLevel);
        sink.putLong(mark);
        sink.putLong(armingOrder);
        ledger.writeTo(sink);
    }
}
