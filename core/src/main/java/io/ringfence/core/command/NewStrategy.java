package io.ringfence.core.command;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.TriggerSource;

/**
 * A strategy to be created, everything that it names by number.
 *
 * @param name at most 32 ASCII characters
 * @param instrumentId what it trades
 * @param accountId account it trades for
 * @param side long or short
 * @param triggerSource price that stop and target watch
 * @param logic kind of strategy
 * @param parameters of the logic, {@code name=value} pairs with spaces between, at most 96 ASCII characters
 * @param terms what of it may be changed
 * @param isWatched whether its ticks and the worth of its position are wanted as events
 */
public record NewStrategy(
        String name,
        int instrumentId,
        int accountId,
        PositionSide side,
        TriggerSource triggerSource,
        String logic,
        String parameters,
        TermsSpec terms,
        boolean isWatched) {}
