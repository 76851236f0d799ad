package io.ringfence.core.stoploss;

/**
 * Stops of one instrument, one trigger source and one side of position, by level.
 *
 * <p>A stop is a small non-negative number. Those that a price touches leave nearest level first, then in arming order.
 */
interface StopBook {
    /** Returned when no stop is touched. */
    int NONE = -1;

    /** Adds a stop that is in no book. {@code armingOrder} grows with each stop armed. */
    void arm(int stop, long levelScaled, long armingOrder);

    /** Gives an armed stop another level; its arming order stays. */
    void move(int stop, long levelScaled);

    /** Removes an armed stop. */
    void disarm(int stop);

    /** Removes and returns the next stop that the price touches, or {@link #NONE}. */
    int pollTouched(long priceScaled);

    /** Number of armed stops. */
    int size();
}
