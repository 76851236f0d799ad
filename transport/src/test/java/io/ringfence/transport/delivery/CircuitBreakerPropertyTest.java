package io.ringfence.transport.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.transport.delivery.CircuitBreaker.State;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CircuitBreakerPropertyTest {
    private static final long MS = 1_000_000L;

    /** Remembers everything that happened, and reads the rules off that, with numbers that do not end. */
    private static final class Naive {
        private final BreakerConfig config;
        /** Results since the service was last held for up, in the order they came; null once it is not. */
        private List<Boolean> sinceUp = new ArrayList<>();

        private int timesOpened;
        private BigInteger openUntilNs;
        private Request probe;

        private Naive(BreakerConfig config) {
            this.config = config;
        }

        boolean maySend(BigInteger nowNs) {
            return sinceUp != null || probe == null && nowNs.compareTo(openUntilNs) >= 0;
        }

        Request send() {
            Request request = new Request(sinceUp);
            if (sinceUp == null) {
                probe = request;
            }
            return request;
        }

        void result(Request request, boolean isUp, BigInteger nowNs) {
            if (sinceUp != null && request.sentWhileUp == sinceUp) {
                sinceUp.add(isUp);
                if (config.failures() > 0 && lastFailures() >= config.failures()) {
                    timesOpened = 0;
                    open(nowNs);
                }
            } else if (request == probe && isUp) {
                probe = null;
                sinceUp = new ArrayList<>();
            } else if (request == probe) {
                open(nowNs);
            }
        }

        private int lastFailures() {
            int count = 0;
            for (int i = sinceUp.size() - 1; i >= 0 && !sinceUp.get(i); i--) {
                count++;
            }
            return count;
        }

        private void open(BigInteger nowNs) {
            BigInteger doubled = BigInteger.valueOf(config.openMs()).shiftLeft(timesOpened++);
            BigInteger forMs = doubled.min(BigInteger.valueOf(config.maxOpenMs()));
            openUntilNs = nowNs.add(forMs.multiply(BigInteger.valueOf(MS)));
            sinceUp = null;
            probe = null;
        }
    }

    /** A request, and the list that it belongs to if the service was up. */
    private static final class Request {
        final List<Boolean> sentWhileUp;
        long ticket;

        Request(List<Boolean> sentWhileUp) {
            this.sentWhileUp = sentWhileUp;
        }
    }

    @Property(tries = 2_000)
    void shouldDecideLikeTheNaiveModelWhateverComes(
            @ForAll @IntRange(max = 4) int failures,
            @ForAll @IntRange(min = 1, max = 20) int openMs,
            @ForAll @IntRange(max = 100) int moreMs,
            @ForAll long startNs,
            @ForAll @Size(max = 200) List<@IntRange(max = 99) Integer> steps,
            @ForAll @LongRange(min = 1, max = 30 * MS) long stepNs) {
        BreakerConfig config = new BreakerConfig(failures, openMs, openMs + moreMs);
        CircuitBreaker breaker = new CircuitBreaker(config);
        Naive naive = new Naive(config);
        List<Request> out = new ArrayList<>();
        long nowNs = startNs;
        BigInteger naiveNowNs = BigInteger.valueOf(startNs);
        for (int step : steps) {
            assertEquals(naive.maySend(naiveNowNs), breaker.waitNs(nowNs) == 0);
            if (step < 30) {
                nowNs += stepNs;
                naiveNowNs = naiveNowNs.add(BigInteger.valueOf(stepNs));
            } else if (step < 60 && breaker.waitNs(nowNs) == 0) {
                Request sent = naive.send();
                sent.ticket = breaker.enter(nowNs);
                out.add(sent);
            } else if (!out.isEmpty()) {
                // Old and new ones come back in any order, most of them as failures.
                Request back = out.remove(step % out.size());
                boolean isUp = step % 5 == 0;
                naive.result(back, isUp, naiveNowNs);
                breaker.exit(back.ticket, isUp, nowNs);
            }
        }
    }

    @Test
    void shouldLetOneThroughWhenItsTimeIsOver() {
        CircuitBreaker breaker = new CircuitBreaker(new BreakerConfig(2, 10, 15));
        breaker.exit(breaker.enter(0), false, 0);
        assertEquals(State.CLOSED, breaker.state());
        breaker.exit(breaker.enter(0), false, 0);

        assertEquals(State.OPEN, breaker.state());
        assertEquals(1, breaker.waitNs(10 * MS - 1));
        assertThrows(IllegalStateException.class, () -> breaker.enter(10 * MS - 1));
        long probe = breaker.enter(10 * MS);
        assertEquals(State.HALF_OPEN, breaker.state());
        assertEquals(CircuitBreaker.UNTIL_ANSWERED, breaker.waitNs(1_000 * MS));

        breaker.exit(probe, false, 20 * MS);
        assertEquals(15 * MS, breaker.waitNs(20 * MS));
        breaker.exit(breaker.enter(35 * MS), true, 36 * MS);
        assertEquals(State.CLOSED, breaker.state());
        assertEquals(0, breaker.waitNs(36 * MS));
    }

    @Test
    void shouldForgetTheServiceUsedLongestAgoWhenThereAreTooMany() {
        ServiceBreakers breakers = new ServiceBreakers(new BreakerConfig(1, 10, 10), 2);
        breakers.enter("a", 0).exit(false, 0);
        breakers.enter("b", 0).exit(false, 0);
        assertEquals(10 * MS, breakers.waitNs("a", 0));
        breakers.enter("c", 0).exit(true, 0);

        assertEquals(0, breakers.waitNs("b", 0));
        assertEquals(10 * MS, breakers.waitNs("a", 0));
    }
}
