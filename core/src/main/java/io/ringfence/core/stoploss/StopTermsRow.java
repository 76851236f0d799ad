package io.ringfence.core.stoploss;

import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import java.util.OptionalLong;

/**
 * The terms in force of one strategy's stop and target, as people see them, whether something is held or not. Values are
 * scaled.
 *
 * @param strategyId whose they are
 * @param accountId whose the strategy is
 * @param stopType NONE where there is no stop; unit and value of it mean nothing then
 * @param stopUnit what the stop's value is
 * @param stopValue price, distance or ratio
 * @param activationPrice at which a stop begins to trail; empty for at once
 * @param targetUnit what the target's value is
 * @param targetValue empty where there is none
 */
public record StopTermsRow(
        long strategyId,
        int accountId,
        StopType stopType,
        StopUnit stopUnit,
        long stopValue,
        OptionalLong activationPrice,
        StopUnit targetUnit,
        OptionalLong targetValue) {}
