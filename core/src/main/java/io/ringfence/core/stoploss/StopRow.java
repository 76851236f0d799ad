package io.ringfence.core.stoploss;

import io.ringfence.core.event.PositionSide;
import java.util.OptionalLong;

/**
 * What stands over one strategy's position, as people see it. Prices and quantities are scaled.
 *
 * @param strategyId whose position
 * @param accountId whose the strategy is
 * @param instrumentId of what
 * @param side of the position
 * @param openQuantity that it stands over
 * @param isTrailing whether the stop follows the best price, now or once its activation price is touched
 * @param stopLevel where the stop stands; empty once it has fired, or where there is none
 * @param bestPrice that a trailing stop counts from; empty while it does not trail
 * @param targetLevel where the target stands; empty when there is none, or once it has fired
 */
public record StopRow(
        long strategyId,
        int accountId,
        int instrumentId,
        PositionSide side,
        long openQuantity,
        boolean isTrailing,
        OptionalLong stopLevel,
        OptionalLong bestPrice,
        OptionalLong targetLevel) {}
