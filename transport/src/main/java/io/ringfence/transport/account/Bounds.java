package io.ringfence.transport.account;

/** Refusals of section {@code access}: field, value, reason. */
final class Bounds {
    private Bounds() {}

    static void check(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw refusal(field, value, min + " to " + max);
        }
    }

    static void checkMs(String field, long valueMs, long minMs, long maxMs) {
        if (valueMs < minMs || valueMs > maxMs) {
            throw refusal(field, valueMs + " ms", minMs + " to " + maxMs + " ms");
        }
    }

    static IllegalArgumentException refusal(String field, Object value, String expected) {
        return new IllegalArgumentException("access." + field + " = " + value + ": expected " + expected);
    }
}
