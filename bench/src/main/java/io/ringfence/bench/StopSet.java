package io.ringfence.bench;

/**
 * Stops of long positions on the last trade of one instrument, each a number from 0 and a distance below: what the benchmarks
 * ask of a book, whatever it is made of.
 */
interface StopSet {
    /** An entry has filled at that average price: its stop, which is not armed and has not fired, is. */
    void arm(int stop, long averageEntryScaled);

    /** A further part of the entry has filled: a fixed stop that is armed follows the average price. */
    void move(int stop, long averageEntryScaled);

    /** The position is closed: its stop, which is armed, no longer is. */
    void disarm(int stop);

    /** A trade: raises what trails, fires what it touches, and returns how many fired. */
    int tick(long priceScaled);

    /** Number of a stop that the last tick fired; {@code at} counts them from 0 in firing order. */
    int fired(int at);

    /** Whether arming leaves work to the next new high. */
    boolean isLazy();
}
