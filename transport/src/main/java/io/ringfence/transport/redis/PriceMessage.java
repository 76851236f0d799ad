package io.ringfence.transport.redis;

/** A price as a message has it. Filled by {@link PriceReader}, used again for the next. */
final class PriceMessage {
    String symbol;
    /** Scaled, more than 0. */
    long price;
    /** Scaled and on its side of the price, or the null value of a tick's price. */
    long low;

    long high;
    /** Nanoseconds since the epoch, or {@link io.ringfence.transport.feed.LiveFeed#NO_TIME}. */
    long timeNs;
}
