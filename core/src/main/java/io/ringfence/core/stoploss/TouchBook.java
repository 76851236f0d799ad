package io.ringfence.core.stoploss;

/** A book that knows its nearest stop. */
interface TouchBook {
    /** Returned when no stop is touched. */
    int NONE = -1;

    /**
     * Where the nearest stop stands, as a key: of two books of one direction the smaller key is touched first. {@code
     * Long.MAX_VALUE} when the book is empty.
     */
    long nearestKey();

    /** Arming order of the nearest stop. */
    long nearestOrder();

    /** Removes and returns the next stop that the price touches, or {@link #NONE}. */
    int pollTouched(long priceScaled);
}
