package io.ringfence.core.stoploss;

/** Which way a price has to go to touch a level. A touch is enough. */
enum Direction {
    /** Touched at or below: stops of long positions, targets of short ones. */
    FALL(-1),
    /** Touched at or above: stops of short positions, targets of long ones. */
    RISE(1);

    /** Turns prices into keys, so that in either direction a level is touched by a key that is no smaller. */
    final long sign;

    Direction(long sign) {
        this.sign = sign;
    }
}
