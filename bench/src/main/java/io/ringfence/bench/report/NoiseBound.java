package io.ringfence.bench.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * How far the same figure of another run, with as many rounds, may lie from this run's without anything having changed.
 *
 * <p>It comes from how far the rounds of this run lie apart: the greatest figure of a round over the least, to a power that
 * depends on how many rounds there were. Were the logarithms of the rounds' figures drawn from one normal distribution, 98 of
 * 100 second runs would lie inside, even where the rounds' figure together is that of the worst of them, as a high percentile
 * can be; where it is their mean, 99. The powers were found by drawing. Two runs that are compared are held against the wider
 * of their bounds, which less than one pair in a thousand breaks. No bound is narrower than 5 %: hosts change by that from one hour to
 * the next, however well the rounds of a run agree.
 *
 * @param factor at least 1.05; another run's figure lies between this one's divided and multiplied by it. Infinite with fewer
 *     than three rounds, which tell nothing of each other
 */
record NoiseBound(double factor) {
    /** Nothing can be told. */
    static final NoiseBound NONE = new NoiseBound(Double.POSITIVE_INFINITY);

    /** Where another run may show twice as much or half, a row is too noisy to tell. */
    static final double WIDEST_TELLING = 2;

    /** Above this only the size is shown. */
    private static final double WIDEST_SHOWN = 100;

    private static final double LEAST = 1.05;
    private static final int FEWEST_ROUNDS = 3;
    /** By how many rounds there were, from three; with eight and more the spread itself is wide enough. */
    private static final double[] POWERS = {4, 2.25, 1.6, 1.3, 1.1, 1};

    /** Of a percentile, or a rate, of each round. */
    static NoiseBound of(double... figures) {
        if (figures.length < FEWEST_ROUNDS) {
            return NONE;
        }
        // A latency may be 0 ns by a coarse clock; it is as good as one.
        double least = Math.max(1, Arrays.stream(figures).min().orElseThrow());
        double greatest = Math.max(1, Arrays.stream(figures).max().orElseThrow());
        double power = POWERS[Math.min(figures.length - FEWEST_ROUNDS, POWERS.length - 1)];
        return new NoiseBound(Math.max(LEAST, Math.pow(greatest / least, power)));
    }

    /** What holds for two figures that are set beside each other. */
    NoiseBound or(NoiseBound other) {
        return factor >= other.factor ? this : other;
    }

    /** Whether a change that matters would show. */
    boolean tells() {
        return factor <= WIDEST_TELLING;
    }

    /** As in a table: {@code 12 %}, or a factor where that is more than double, or {@code none}. */
    String text() {
        if (Double.isInfinite(factor)) {
            return "none";
        }
        if (factor > WIDEST_SHOWN) {
            return ">x100";
        }
        return tells()
                ? String.format(Locale.ROOT, "%.0f %%", Math.ceil((factor - 1) * 100 - 1e-9))
                : "x" + Figures.ratio(factor);
    }
}
