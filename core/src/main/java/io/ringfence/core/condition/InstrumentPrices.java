package io.ringfence.core.condition;

import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.PriceTickDecoder;

/** Prices of one instrument, as conditions ask for them. */
public interface InstrumentPrices {
    /** An absent price. */
    long NONE = PriceTickDecoder.lastNullValue();

    /** Lowest price in the tick that is being taken, or {@link #NONE} where it has none. */
    long low(ConditionField field);

    /** Highest price in that tick, or {@link #NONE}. */
    long high(ConditionField field);

    /** Price in force, that tick's included; {@link #NONE} where none is known yet. */
    long inForce(ConditionField field);
}
