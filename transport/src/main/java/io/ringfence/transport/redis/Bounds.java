package io.ringfence.transport.redis;

/** How the bridge's configuration refuses a value: with the field, the value and what was expected. */
final class Bounds {
    private Bounds() {}

    static void check(String field, long value, long min, long max) {
        check(value >= min && value <= max, field, value, min + " to " + max);
    }

    static void check(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw refusal(field, value, expected);
        }
    }

    static IllegalArgumentException refusal(String field, Object value, String expected) {
        return new IllegalArgumentException("redis." + field + " = " + value + ": expected " + expected);
    }
}
