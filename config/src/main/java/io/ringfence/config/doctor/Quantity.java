package io.ringfence.config.doctor;

import java.util.Locale;

/** Figures as people read them: two or three digits and a unit. */
final class Quantity {
    private Quantity() {}

    static String bytes(long bytes) {
        if (bytes >= 1L << 30) {
            return oneDecimal((double) bytes / (1L << 30)) + " GiB";
        }
        if (bytes >= 1L << 20) {
            return oneDecimal((double) bytes / (1L << 20)) + " MiB";
        }
        return bytes >= 1024 ? oneDecimal((double) bytes / 1024) + " KiB" : bytes + " B";
    }

    static String ns(long ns) {
        if (ns >= 1_000_000_000L) {
            return oneDecimal(ns / 1e9) + " s";
        }
        if (ns >= 1_000_000L) {
            return oneDecimal(ns / 1e6) + " ms";
        }
        return ns >= 1_000 ? oneDecimal(ns / 1e3) + " us" : ns + " ns";
    }

    /** Without decimals where there are none, or where they are small beside the rest. */
    static String oneDecimal(double value) {
        boolean isWhole = value >= 100 || value == Math.rint(value);
        return String.format(Locale.ROOT, isWhole ? "%.0f" : "%.1f", value);
    }
}
