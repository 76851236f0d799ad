package io.ringfence.core.stoploss;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** One strategy's stop and target, and as much of its position as they need to know. */
final class StopPlan {
    /** An absent price or value. */
    static final long NONE = StrategyTermsDecoder.targetValueNullValue();

    enum State {
        /** Nothing held, or no target wanted. */
        IDLE,
        /** In a book, at a level. */
        ARMED,
        /** In a book, behind the best price. */
        TRAILING,
        /** Has fired, for the rest of the round. */
        FIRED
    }

    final int index;
    final long strategyId;
    final int accountId;
    final int instrumentId;
    final PositionSide side;
    final PriceSeries series;
    /** Not of every position that a person opened; once it has one it keeps one. */
    boolean hasStop;

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
        this(
                index,
                strategyId,
                created.accountId(),
                created.instrumentId(),
                created.positionSide(),
                PriceSeries.of(created.triggerSource(), created.positionSide()));
        terms(created.terms());
    }

    /** Of a person's order that opens a position. */
    StopPlan(int index, long strategyId, OrderRequestedDecoder request) {
        this(
                index,
                strategyId,
                request.accountId(),
                request.instrumentId(),
                sideOf(request),
                PriceSeries.of(request.triggerSource(), sideOf(request)));
        terms(request.terms());
    }

    /** Side of the position that an order opens. */
    static PositionSide sideOf(OrderRequestedDecoder request) {
        return request.side() == Side.BUY ? PositionSide.LONG : PositionSide.SHORT;
    }

    private StopPlan(
            int index, long strategyId, int accountId, int instrumentId, PositionSide side, PriceSeries series) {
        this.index = index;
        this.strategyId = strategyId;
        this.accountId = accountId;
        this.instrumentId = instrumentId;
        this.side = side;
        this.series = series;
    }

    /** Takes new terms; nothing of the plan may be in a book by those before. */
    void terms(StrategyTermsDecoder terms) {
        stopTerms(terms.stopType(), terms.stopUnit(), terms.stopValue(), terms.activationPrice());
        targetUnit = terms.targetUnit();
        targetValue = terms.targetValue();
    }

    /** Takes those of the stop alone; the same holds. */
    void stopTerms(StopType type, StopUnit newUnit, long newValue, long newActivationPrice) {
        hasStop = type != StopType.NONE;
        isTrailing = type == StopType.TRAILING;
        activationPrice = newActivationPrice;
        unit = newUnit;
        isRatio = unit == StopUnit.RATIO;
        value = newValue;
    }

    /** The terms in force, as people see them. */
    StopTermsRow termsRow() {
        StopType type = isTrailing ? StopType.TRAILING : StopType.FIXED;
        return new StopTermsRow(
                strategyId,
                accountId,
                hasStop ? type : StopType.NONE,
                unit,
                value,
                activationPrice == NONE ? OptionalLong.empty() : OptionalLong.of(activationPrice),
                targetUnit,
                hasTarget() ? OptionalLong.of(targetValue) : OptionalLong.empty());
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
     * Books a report that brings something new. An entry's, while nothing is held, begins a round, if it is newer than that
     * of the round before: the stop is as good as new.
     *
     * @throws ArithmeticException, nothing being booked, when a total of the round, what is held, an average price or the
     *     result that follows from the totals does not fit; downstream the same are formed, and there a failure would halt
     *     the host
     */
    void book(boolean isEntry, long clientOrderId, long cumQuantity, long cumNotional, long cumFee) {
        boolean isFirst = isEntry && openQuantity() <= 0 && clientOrderId > roundEntryId;
        long quantity = cumQuantity - ledger.quantity(clientOrderId);
        long notional = cumNotional - ledger.notional(clientOrderId);
        long fee = negatable(Math.subtractExact(cumFee, ledger.fee(clientOrderId)));
        long carried = isFirst ? openQuantity() : carriedQuantity;
        long entered = Math.addExact(isFirst ? 0 : entryQuantity, isEntry ? quantity : 0);
        long enteredNotional = Math.addExact(isFirst ? 0 : entryNotional, isEntry ? notional : 0);
        long left = Math.addExact(isFirst ? 0 : exitQuantity, isEntry ? 0 : quantity);
        long leftNotional = negatable(Math.addExact(isFirst ? 0 : exitNotional, isEntry ? 0 : notional));
        long newFees = negatable(Math.addExact(isFirst ? 0 : fees, fee));
        negatable(Math.subtractExact(carried + entered, left));
        checkAverages(entered, enteredNotional, left, leftNotional);
        long gained = negatable(Math.subtractExact(leftNotional, enteredNotional));
        negatable(Math.subtractExact(side == PositionSide.LONG ? gained : -gained, newFees));
        carriedQuantity = carried;
        entryQuantity = entered;
        entryNotional = enteredNotional;
        exitQuantity = left;
        exitNotional = leftNotional;
        fees = newFees;
        if (isFirst) {
            stop = State.IDLE;
            target = State.IDLE;
            ledger.forgetBefore(roundEntryId);
            roundEntryId = clientOrderId;
        }
        ledger.book(clientOrderId, cumQuantity, cumNotional, cumFee);
    }

    /** What a late report adds to a round need not be at a price, but levels count from the entry's average. */
    private static void checkAverages(long entered, long enteredNotional, long left, long leftNotional) {
        boolean isEntryPrice = entered == 0 || ReportCheck.isPrice(entered, enteredNotional);
        if (!isEntryPrice || left > 0 && !ReportCheck.hasAverage(left, leftNotional)) {
            throw new ArithmeticException("an average that is no price");
        }
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

    /** Writes the plan's state, but for the best price that a trailing stop has seen: that stands in its book. */
    void writeTo(StateSink sink) {
        sink.putLong(strategyId);
        sink.putLong(accountId);
        sink.putLong(instrumentId);
        sink.putLong(side.value());
        sink.putLong(series.ordinal());
        sink.putFlag(hasStop);
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
        sink.putLong(armingOrder);
        ledger.writeTo(sink);
    }

    /** Reads back what was written; nothing of the plan is in a book. */
    static StopPlan readFrom(int index, StateSource source) {
        StopPlan plan = new StopPlan(
                index,
                source.getLong(),
                source.getInt(),
                source.getInt(),
                source.getConstant(PositionSide.values(), PositionSide::value),
                source.getOrdinal(PriceSeries.values()));
        plan.hasStop = source.version() < StateFormat.MANUAL_ORDERS || source.getFlag();
        plan.isTrailing = source.getFlag();
        plan.activationPrice = source.getLong();
        plan.unit = source.getConstant(StopUnit.values(), StopUnit::value);
        plan.isRatio = plan.unit == StopUnit.RATIO;
        plan.value = source.getLong();
        plan.targetUnit = source.getConstant(StopUnit.values(), StopUnit::value);
        plan.targetValue = source.getLong();
        plan.roundEntryId = source.getLong();
        plan.carriedQuantity = source.getLong();
        plan.entryQuantity = source.getLong();
        plan.entryNotional = source.getLong();
        plan.exitQuantity = source.getLong();
        plan.exitNotional = source.getLong();
        plan.fees = source.getLong();
        plan.stop = source.getOrdinal(State.values());
        plan.target = source.getOrdinal(State.values());
        plan.isActivationArmed = source.getFlag();
        plan.level = source.getLong();
        plan.targetLevel = source.getLong();
        plan.armingOrder = source.getLong();
        plan.ledger.readFrom(source);
        return plan;
    }
}
