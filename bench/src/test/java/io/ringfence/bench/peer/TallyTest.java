package io.ringfence.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TallyTest {
    private final Tally tally = new Tally("ticks");

    @Test
    void shouldFindNothingWhenAllArrivedInOrder() throws InterruptedException {
        tally.onArrival(0);
        tally.onArrival(1);
        assertTrue(tally.await(2, Tally.deadlineNs(0)));
        assertEquals(List.of(), tally.check(2));
    }

    @Test
    void shouldTellOfOneThatIsMissingAndOfOneTooMany() {
        tally.onArrival(0);
        assertEquals(List.of("1 of 2 ticks arrived"), tally.check(2));
        assertEquals(List.of("1 of 0 ticks arrived"), tally.check(0));
    }

    @Test
    void shouldTellOfThoseOutOfOrder() {
        tally.onArrival(0);
        tally.onArrival(2);
        tally.onArrival(1);
        assertEquals(List.of("2 ticks arrived out of order, the first 2 in the place of 1"), tally.check(3));
    }

    @Test
    void shouldNotWaitForWhatBroke() throws InterruptedException {
        tally.fail(new IllegalStateException("first"));
        tally.fail(new IllegalStateException("second"));
        assertFalse(tally.await(1, Tally.deadlineNs(60_000)));
        assertEquals(
                List.of("ticks broke off: java.lang.IllegalStateException: first", "0 of 1 ticks arrived"),
                tally.check(1));
    }
}
