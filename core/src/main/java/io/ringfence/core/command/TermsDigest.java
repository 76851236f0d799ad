package io.ringfence.core.command;

import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.event.TriggerSource;

/**
 * Figures that tell two strategies apart, so that a file that has been edited can be held against the journal: one over
 * what may be changed while a strategy lives, one over what may not.
 */
public final class TermsDigest {
    private static final long PRIME = 1_000_003;

    private TermsDigest() {}

    /** Over what stays as it was created, the name aside: equal for equal ones, all but certainly different for others. */
    public static long ofIdentity(StrategyCreatedDecoder created) {
        return ofIdentity(
                created.instrumentId(),
                created.accountId(),
                created.positionSide(),
                created.triggerSource(),
                created.plugin(),
                created.parameters());
    }

    /** The same of the figures one by one. */
    public static long ofIdentity(
            int instrumentId,
            int accountId,
            PositionSide side,
            TriggerSource triggerSource,
            String plugin,
            String parameters) {
        long digest = instrumentId;
        digest = add(digest, accountId);
        digest = add(digest, side.value());
        digest = add(digest, triggerSource.value());
        digest = add(digest, plugin.hashCode());
        return add(digest, parameters.hashCode());
    }

    /** Over what a STRATEGY_UPDATED may replace: equal for equal ones, all but certainly different for others. */
    public static long ofTerms(StrategyTermsDecoder terms, boolean isWatched) {
        long[] figures = {
            terms.quantity(),
            terms.entryTimeNs(),
            terms.exitTimeNs(),
            terms.entryTimeOfDay(),
            terms.exitTimeOfDay(),
            terms.holdingTimeNs(),
            terms.stopValue(),
            terms.activationPrice(),
            terms.targetValue(),
            terms.stopLimitOffset(),
            terms.fillDeadlineNs(),
            terms.calendarId(),
            terms.stopType().value(),
            terms.stopUnit().value(),
            terms.targetUnit().value(),
            terms.targetOrderType().value(),
            terms.lateStart().value(),
            isWatched ? 1 : 0
        };
        long digest = 0;
        for (long figure : figures) {
            digest = add(digest, figure);
        }
        return digest;
    }

    private static long add(long digest, long figure) {
        return Long.rotateLeft(digest * PRIME + figure, 17);
    }
}
