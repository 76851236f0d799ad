package io.ringfence.bench.report;

import java.math.BigDecimal;
import java.util.Locale;

/** Figures as they are shown: about three digits, the same everywhere. */
final class Figures {
    private static final double NS_PER_US = 1e3;

    private Figures() {}

    /** Nanoseconds as microseconds: {@code 0.574}, {@code 5.74}, {@code 57.4}, {@code 574}, {@code 18,432}. */
    static String micros(long ns) {
        if (ns == 0) {
            return "0";
        }
        double us = ns / NS_PER_US;
        String format = ns < 1_000 ? "%.3f" : ns < 9_995 ? "%.2f" : ns < 99_950 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, us);
    }

    /** A time in the unit that suits it: {@code 574 ns}, {@code 5.74 µs}, {@code 12 ms}. */
    static String time(double ns) {
        if (ns < 1e3) {
            return digits(ns) + " ns";
        }
        if (ns < 1e6) {
            return digits(ns / 1e3) + " µs";
        }
        return ns < 1e9 ? digits(ns / 1e6) + " ms" : digits(ns / 1e9) + " s";
    }

    /** A whole number: {@code 3,000,000}. */
    static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** A rate on an axis: {@code 200 k}, {@code 1 M}. */
    static String shortCount(double value) {
        if (value >= 1e6) {
            return digits(value / 1e6) + " M";
        }
        return value >= 1e3 ? digits(value / 1e3) + " k" : digits(value);
    }

    /** Of two figures: {@code 123}, {@code 12.3}, {@code 1.23}, {@code 0.12}, {@code 0.0012}. */
    static String ratio(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "-";
        }
        if (value >= 99.95 || value == 0) {
            return count(value);
        }
        int decimals = value >= 9.995 ? 1 : 2;
        for (double least = 0.1; value < least && decimals < 6; least /= 10) {
            decimals++;
        }
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A percentile: {@code 50}, {@code 99.9}. */
    static String plain(double percentile) {
        return BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
    }

    /** Milliseconds as seconds without needless digits: {@code 30 s}, {@code 0.5 s}. */
    static String seconds(long ms) {
        return digits(ms / 1e3) + " s";
    }

    /** Three digits, without zeros behind the point. */
    private static String digits(double value) {
        String text = String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
