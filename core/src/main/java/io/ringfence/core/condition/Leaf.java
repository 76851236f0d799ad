package io.ringfence.core.condition;

import io.ringfence.core.command.NewCondition;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionCreatedDecoder.NodesDecoder;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.math.RoundingMode;

/** A comparison of one price of one instrument with a value, and the two levels between which it goes to and fro. */
final class Leaf extends Node {
    /** A level that no price reaches: prices are positive. */
    static final long UNREACHABLE = 0;

    final Condition condition;
    /** Names it in the books. */
    final int handle;

    final int instrumentId;
    final ConditionField field;
    private final Comparison comparison;
    private final long value;
    /** Where it comes true, and where it is no longer. */
    private final long onLevel;

    private final long offLevel;
    long armingOrder;

    Leaf(Condition condition, int handle, NodesDecoder node) {
        this(condition, handle, node.instrumentId(), node.field(), node.comparison(), node.value());
    }

    private Leaf(
            Condition condition,
            int handle,
            int instrumentId,
            ConditionField field,
            Comparison comparison,
            long value) {
        super(ConditionNodeKind.PRICE, 0);
        this.condition = condition;
        this.handle = handle;
        this.instrumentId = instrumentId;
        this.field = field;
        this.comparison = comparison;
        this.value = value;
        onLevel = onLevel();
        offLevel = offLevel(condition.hysteresisRatio);
    }

    private boolean isLess() {
        return comparison == Comparison.LESS || comparison == Comparison.LESS_OR_EQUAL;
    }

    private boolean isStrict() {
        return comparison == Comparison.LESS || comparison == Comparison.GREATER;
    }

    private long onLevel() {
        long distance = isStrict() ? 1 : 0;
        return isLess() ? value - distance : plus(distance);
    }

    private long offLevel(long hysteresisRatio) {
        long least = isStrict() ? 0 : 1;
        long distance = Math.max(least, Decimal.multiply(value, hysteresisRatio, RoundingMode.CEILING));
        return isLess() ? plus(distance) : value - distance;
    }

    private long plus(long distance) {
        return value > Long.MAX_VALUE - distance ? UNREACHABLE : value + distance;
    }

    /** Whether a price makes it true that has made nothing of it before. */
    boolean isTrueAt(long priceScaled) {
        return isLess() ? priceScaled <= onLevel : onLevel != UNREACHABLE && priceScaled >= onLevel;
    }

    /** Whether the price that flips it lies below, or above. */
    boolean flipsOnFall() {
        return isLess() != isTrue;
    }

    /** The price that flips it, or {@link #UNREACHABLE}. */
    long level() {
        return isTrue ? offLevel : onLevel;
    }

    @Override
    NewCondition.Node asGiven() {
        return new NewCondition.Node(kind, instrumentId, field, comparison, value, 0);
    }

    @Override
    void writeTo(StateSink sink) {
        super.writeTo(sink);
        sink.putLong(instrumentId);
        sink.putLong(field.value());
        sink.putLong(comparison.value());
        sink.putLong(value);
        sink.putFlag(isTrue);
        sink.putLong(armingOrder);
    }

    /** Reads back what stands behind the kind and the number of operands. */
    static Leaf readFrom(Condition condition, int handle, StateSource source) {
        Leaf leaf = new Leaf(
                condition,
                handle,
                source.getInt(),
                source.getConstant(ConditionField.values(), ConditionField::value),
                source.getConstant(Comparison.values(), Comparison::value),
                source.getLong());
        if (leaf.field == ConditionField.NULL_VAL || leaf.comparison == Comparison.NULL_VAL || leaf.value <= 0) {
            throw new StateFormatException("a comparison of condition " + condition.id + " has nothing to compare");
        }
        leaf.isTrue = source.getFlag();
        leaf.armingOrder = source.getLong();
        return leaf;
    }
}
