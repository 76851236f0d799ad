package io.ringfence.bench.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Where values lie along one side of a plot, in pixels.
 *
 * @param min value at {@code from}
 * @param max value at {@code to}
 * @param from pixel
 * @param to pixel; less than {@code from} for an axis that goes up
 * @param isLog whether equal distances are equal ratios
 * @param ticks from the least to the greatest
 */
record Axis(double min, double max, double from, double to, boolean isLog, List<Tick> ticks) {
    /**
     * A labelled line.
     *
     * @param value it stands for
     * @param label beside it
     */
    record Tick(double value, String label) {}

    private static final double[] STEPS = {1, 2, 5};
    /** Over more than so many decades only the powers of ten are labelled. */
    private static final double FEW_DECADES = 2.5;

    /** The pixel of a value; values outside lie on the edge. */
    double at(double value) {
        double clamped = Math.max(min, Math.min(max, value));
        double share = isLog ? Math.log(clamped / min) / Math.log(max / min) : (clamped - min) / (max - min);
        return from + share * (to - from);
    }

    /** Ratios, with ends at 1, 2 or 5 times a power of ten round the values; both more than 0. */
    static Axis log(double least, double greatest, double from, double to, DoubleFunction<String> label) {
        List<Double> steps = new ArrayList<>();
        double min = 0;
        for (int power = (int) Math.floor(Math.log10(least)); ; power++) {
            for (double step : STEPS) {
                // As text, since 10 to the power of -1 times 5 is not 0.5 exactly.
                double value = new BigDecimal(step + "E" + power).doubleValue();
                if (value <= least) {
                    min = value;
                    steps.clear();
                }
                steps.add(value);
                if (value >= greatest && value > min) {
                    boolean isWide = Math.log10(value / min) > FEW_DECADES;
                    return new Axis(min, value, from, to, true, ticks(steps, isWide, label));
                }
            }
        }
    }

    private static List<Tick> ticks(List<Double> steps, boolean powersOnly, DoubleFunction<String> label) {
        List<Tick> ticks = new ArrayList<>();
        for (double value : steps) {
            if (!powersOnly || isPowerOfTen(value)) {
                ticks.add(new Tick(value, label.apply(value)));
            }
        }
        return ticks;
    }

    private static boolean isPowerOfTen(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().unscaledValue().intValue() == 1;
    }

    /**
     * Percentiles by how few messages lie beyond, as far as one in {@code count}. A value of the axis is the {@code n} in one
     * in {@code n}.
     */
    static Axis nines(long count, double from, double to) {
        List<Tick> ticks = new ArrayList<>(List.of(new Tick(1, "0 %"), new Tick(2, "50 %"), new Tick(10, "90 %")));
        double max = Math.max(100, count);
        String label = "99";
        for (double value = 100; value <= max; value *= 10) {
            ticks.add(new Tick(value, label + " %"));
            label += value == 100 ? ".9" : "9";
        }
        return new Axis(1, max, from, to, true, ticks);
    }

    /** From 0, in equal steps. */
    static Axis linear(double greatest, double from, double to, DoubleFunction<String> label) {
        double step = Math.pow(10, Math.floor(Math.log10(greatest)));
        double fine = greatest / step < 2 ? step / 5 : greatest / step < 5 ? step / 2 : step;
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * fine <= greatest * (1 + 1e-9); i++) {
            ticks.add(new Tick(i * fine, label.apply(i * fine)));
        }
        return new Axis(0, greatest, from, to, false, ticks);
    }
}
