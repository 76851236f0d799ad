package io.ringfence.core.stoploss;

/**
 * Stops of one price series and one direction, by fixed level.
 *
 * <p>A stop is a small non-negative number. Those that a price touches leave nearest level first, then in arming order.
 */
interface StopBook extends TouchBook {
    /** Adds a stop that is in no book. {@code armingOrder} grows with each stop armed. */
    void arm(int stop, long levelScaled, long armingOrder);

    /** Gives an armed stop another level; its arming order stays. */
    void move(int stop, long levelScaled);

    /** Removes an armed stop. */
    void disarm(int stop);

    /** Number of armed stops. */
    int size();
}
