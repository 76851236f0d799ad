package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class LimitsTest {
    @Property
    void shouldDoubleTheDelayUpToTheBoundWhateverTheFigures(
            @ForAll @LongRange(min = 1) long delayNs,
            @ForAll @LongRange(min = 1) long extraNs,
            @ForAll @IntRange(min = 1) int refusals) {
        long maxNs = Math.max(delayNs, extraNs);
        int doublings = Math.min(refusals - 1, 70);
        long expected = BigInteger.valueOf(delayNs)
                .shiftLeft(doublings)
                .min(BigInteger.valueOf(maxNs))
                .longValueExact();
        long actual = new Limits(1, 0, 1, delayNs, maxNs, 0, 0, 0, 0, 0, 0, 0, 0, 1).retryDelayNs(refusals);
        // Near the end of the range one doubling fewer is made rather than one too many.
        boolean isNearEnd = BigInteger.valueOf(delayNs).shiftLeft(doublings).bitLength() > 62;
        if (!isNearEnd) {
            assertEquals(expected, actual);
        } else {
            assertEquals(true, actual > 0 && actual <= maxNs, () -> delayNs + " " + maxNs + " " + refusals);
        }
    }
}
