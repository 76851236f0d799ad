package io.ringfence.core.trade;

import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.core.event.StrategyTermsDecoder;

/** A figure that tells two strategies' terms apart, so that a file that has been edited can be held against the journal. */
public final class TermsDigest {
    private static final long PRIME = 1_000_003;

    private TermsDigest() {}

    /** Equal for equal strategies, the name aside; all but certainly different for others. */
    public static long of(StrategyCreatedDecoder created) {
        long digest = of(created.terms());
        digest = add(digest, created.instrumentId());
        digest = add(digest, created.accountId());
        digest = add(digest, created.positionSide().value());
        digest = add(digest, created.triggerSource().value());
        digest = add(digest, created.isWatched().value());
        digest = add(digest, created.plugin().hashCode());
        return add(digest, created.parameters().hashCode());
    }

    private static long of(StrategyTermsDecoder terms) {
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
            terms.lateStart().value()
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
