package io.ringfence.core.command;

import io.ringfence.core.event.Side;
import io.ringfence.core.event.TriggerSource;
import java.util.OptionalLong;

/**
 * A person's order, everything that it names by number.
 *
 * @param strategyId whose position it reduces, 0 for one that opens
 * @param instrumentId of what
 * @param accountId who asks
 * @param side buy or sell
 * @param limitPrice scaled; empty at the market
 * @param terms its quantity; of an order that opens what stands over the position, without entry time and calendar
 * @param hasStop whether the stop of the terms counts
 * @param triggerSource price that stop and target watch
 * @param isWatched whether the worth of the position is wanted as events
 */
public record NewOrder(
        long strategyId,
        int instrumentId,
        int accountId,
        Side side,
        OptionalLong limitPrice,
        TermsSpec terms,
        boolean hasStop,
        TriggerSource triggerSource,
        boolean isWatched) {}
