package io.ringfence.transport.feed;

/** The unit a recorded file counts time in. */
public enum CsvTimeUnit {
    /** Seconds. */
    SECONDS(9),
    /** Milliseconds. */
    MILLIS(6),
    /** Microseconds. */
    MICROS(3),
    /** Nanoseconds. */
    NANOS(0);

    private final int digits;

    CsvTimeUnit(int digits) {
        this.digits = digits;
    }

    /** Decimals that a number in this unit may have until it is finer than a nanosecond. */
    int digits() {
        return digits;
    }
}
