package io.ringfence.core.stoploss;

import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.TriggerSource;

/** The series of prices that stops watch. */
enum PriceSeries {
    LAST,
    BID,
    ASK,
    MID,
    /** Pairs of consecutive trades, each with its worse price. */
    DOUBLE;

    /** The series of a trigger source for one side: of a quote, the side the exit would trade on. */
    static PriceSeries of(TriggerSource source, PositionSide side) {
        return switch (source) {
            case BID_ASK -> side == PositionSide.LONG ? BID : ASK;
            case MID -> MID;
            case DOUBLE -> DOUBLE;
            default -> LAST;
        };
    }

    /** The series that a condition names. */
    static PriceSeries of(ConditionField field) {
        return switch (field) {
            case BID -> BID;
            case ASK -> ASK;
            case MID -> MID;
            default -> LAST;
        };
    }
}
