package io.ringfence.transport.edge;

/** How the edge's configuration refuses a value: with the field, the value and what was expected. */
final class Bounds {
    private static final int MAX_TIMEOUT_MS = 3_600_000;

    private Bounds() {}

    static void check(int value, int min, int max, String field) {
        if (value < min || value > max) {
            throw refusal(field, value, min + " to " + max);
        }
    }

    static void checkTimeoutMs(int valueMs, int minMs, String field) {
        check(valueMs, minMs, MAX_TIMEOUT_MS, field);
    }

    static IllegalArgumentException refusal(String field, long value, String expected) {
        return new IllegalArgumentException("edge." + field + " = " + value + ": expected " + expected);
    }
}
