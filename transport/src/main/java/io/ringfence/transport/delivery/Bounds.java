package io.ringfence.transport.delivery;

/** Refusals of section {@code delivery}: field, value, reason. */
public final class Bounds {
    private Bounds() {}

    /** Refuses a value that is not between these, both included. */
    public static void check(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw refusal(field, value, min + " to " + max);
        }
    }

    /** A refusal; the value is no secret. */
    public static IllegalArgumentException refusal(String field, Object value, String expected) {
        return new IllegalArgumentException("delivery." + field + " = " + value + ": expected " + expected);
    }
}
