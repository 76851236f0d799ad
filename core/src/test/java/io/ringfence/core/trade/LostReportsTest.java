package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A broker whose reports get lost, and a core that pulls its state: how late a fill may be booked. */
final class LostReportsTest {
    private static final int STEPS = 400;
    /** What a question or an answer causes leaves with the next step. */
    private static final int STEPS_BETWEEN = 2;

    /**
     * The next question is asked no later than a period after the fill, because the order was open then or has just been
     * sent; its answer is there a round trip later.
     */
    @Property(tries = 300)
    void shouldBookEveryFillWithinAPeriodAndARoundTrip(@ForAll Random random) {
        LossyLine line = new LossyLine(random);
        line.start();
        for (int i = 0; i < STEPS; i++) {
            line.step();
            assertTrue(
                    line.oldestUnbookedNs() <= line.periodNs + line.roundTripNs,
                    () -> line.oldestUnbookedNs() + " ns with a period of " + line.periodNs + " and a round trip of "
                            + line.roundTripNs);
        }
    }

    /** The next answer does not tell of what had ended before, so each order is asked for that it leaves out. */
    @Property(tries = 200)
    void shouldBookEveryFillAQuestionLaterWhenAnAnswerIsLost(@ForAll Random random) {
        LossyLine line = new LossyLine(random);
        line.start();
        line.loseAnswers();
        for (int i = 0; i < STEPS; i++) {
            line.step();
        }
        line.calmDown();
        for (long i = 0; i < line.periodNs + 2 * line.roundTripNs + STEPS_BETWEEN; i++) {
            line.step();
        }
        assertEquals(0, line.oldestUnbookedNs());
    }

    /** Else the bound would hold of anything. */
    @Test
    void shouldNeedMostOfThatTimeAtTimes() {
        long nearest = Long.MAX_VALUE;
        for (int seed = 0; seed < 20; seed++) {
            LossyLine line = new LossyLine(new Random(seed));
            line.start();
            for (int i = 0; i < STEPS; i++) {
                line.step();
                nearest = Math.min(nearest, line.periodNs + line.roundTripNs - line.oldestUnbookedNs());
            }
        }
        assertTrue(nearest <= 2, nearest + " ns before the bound");
    }
}
