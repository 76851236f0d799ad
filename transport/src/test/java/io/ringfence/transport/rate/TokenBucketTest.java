package io.ringfence.transport.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long S = 1_000_000_000L;

    /** Counts tokens, as parts of the time that one takes, with numbers that do not end. */
    private static final class Naive {
        private final BigInteger intervalNs;
        private final BigInteger fullNs;
        private BigInteger levelNs;
        private BigInteger lastNs;

        Naive(long intervalNs, int burst, long nowNs) {
            this.intervalNs = BigInteger.valueOf(intervalNs);
            this.fullNs = this.intervalNs.multiply(BigInteger.valueOf(burst));
            this.levelNs = fullNs;
            this.lastNs = BigInteger.valueOf(nowNs);
        }

        void advance(BigInteger nowNs) {
            levelNs = levelNs.add(nowNs.subtract(lastNs)).min(fullNs);
            lastNs = nowNs;
        }

        boolean take() {
            boolean isThere = levelNs.compareTo(intervalNs) >= 0;
            if (isThere) {
                charge();
            }
            return isThere;
        }

        void charge() {
            levelNs = levelNs.subtract(intervalNs);
        }
    }

    @Property
    void shouldDecideLikeTheNaiveModelWhateverTheTimes(
            @ForAll @IntRange(min = 1, max = 1_000_000) int perSecond,
            @ForAll @IntRange(min = 1, max = 50) int burst,
            @ForAll long startNs,
            @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 2 * S) Long> steps,
            @ForAll @IntRange(min = 2, max = 20) int chargeEach) {
        long intervalNs = (S + perSecond - 1) / perSecond;
        TokenBucket bucket = new TokenBucket(Rate.of(perSecond, burst), startNs);
        Naive naive = new Naive(intervalNs, burst, startNs);
        long nowNs = startNs;
        BigInteger naiveNowNs = BigInteger.valueOf(startNs);
        int at = 0;
        for (long step : steps) {
            // Small steps as well: most are far below the interval, so that the bucket runs dry.
            long stepNs = at % 3 == 0 ? step : step % (intervalNs + 1);
            nowNs += stepNs;
            naiveNowNs = naiveNowNs.add(BigInteger.valueOf(stepNs));
            naive.advance(naiveNowNs);
            assertEquals(naive.levelNs.equals(naive.fullNs), bucket.isFull(nowNs));
            if (++at % chargeEach == 0) {
                naive.charge();
                bucket.charge(nowNs);
                continue;
            }
            long aheadNs = bucket.waitNs(nowNs);
            long waitNs = bucket.take(nowNs);
            assertEquals(aheadNs, waitNs);
            boolean wasThere = naive.take();
            assertEquals(wasThere, waitNs == 0);
            if (!wasThere) {
                assertEquals(naive.intervalNs.subtract(naive.levelNs).longValueExact(), waitNs);
            }
        }
    }

    @Test
    void shouldGiveTheBurstAndNotOneMoreWhenNoTimePasses() {
        TokenBucket bucket = new TokenBucket(Rate.of(2, 3), -5);

        assertEquals(
                List.of(0L, 0L, 0L, S / 2),
                List.of(bucket.take(-5), bucket.take(-5), bucket.take(-5), bucket.take(-5)));
        assertEquals(1, bucket.take(-5 + S / 2 - 1));
        assertEquals(0, bucket.take(-5 + S / 2));
        assertEquals(S / 2, bucket.take(-5 + S / 2));
    }

    @Test
    void shouldMakeLaterOnesWaitWhenOneWasChargedThatWasNotThere() {
        TokenBucket bucket = new TokenBucket(Rate.of(1, 1), 0);
        bucket.charge(0);
        bucket.charge(0);

        assertEquals(2 * S, bucket.take(0));
        assertFalse(bucket.isFull(2 * S - 1));
        assertTrue(bucket.isFull(2 * S));
    }

    @Test
    void shouldGoOnWhenTheClockOverflows() {
        TokenBucket bucket = new TokenBucket(Rate.of(1, 2), Long.MAX_VALUE - 10);

        assertEquals(0, bucket.take(Long.MAX_VALUE - 10));
        assertEquals(0, bucket.take(Long.MIN_VALUE));
        assertEquals(S - 11, bucket.take(Long.MIN_VALUE));
    }
}
