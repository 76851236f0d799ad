package io.ringfence.core.trade;

import io.ringfence.core.event.StrategyCreatedDecoder;

/** A figure that tells two strategies' terms apart, so that a file that has been edited can be held against the journal. */
public final class StrategyTerms {
    private static final long PRIME = 1_000_003;

    private StrategyTerms() {}

    /** Equal for equal terms, the name aside; all but certainly different for others. */
    public static long digest(StrategyCreatedDecoder terms) {
        long[] figures = {
            terms.quantity(),
            terms.entryTimeNs(),
            terms.exitTimeNs(),
            terms.stopValue(),
            terms.activationPrice(),
            terms.targetValue(),
            terms.stopLimitOffset(),
            terms.fillDeadlineNs(),
            terms.instrumentId(),
            terms.accountId(),
            terms.positionSide().value(),
            terms.stopType().value(),
            terms.stopUnit().value(),
            terms.targetUnit().value(),
            terms.targetOrderType().value(),
            terms.triggerSource().value()
        };
        long digest = 0;
        for (long figure : figures) {
            digest = Long.rotateLeft(digest * PRIME + figure, 17);
        }
        return digest;
    }
}
