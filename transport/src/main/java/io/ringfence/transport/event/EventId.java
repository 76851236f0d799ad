package io.ringfence.transport.event;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Ids of events: UUIDs of version 7 (RFC 9562, section 5.7), each greater than the one before. Of one millisecond they are told
 * apart by a counter of 12 bits in the place of {@code rand_a} (section 6.2, method 1), which runs over into the next millisecond;
 * 62 bits are random. Any thread.
 */
final class EventId {
    private static final int COUNTER_BITS = 12;
    private static final long RANDOM_MASK = (1L << 62) - 1;

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier epochMs;
    /** Milliseconds and counter of the newest. */
    private long newest;

    /** Milliseconds since 1970 come from {@code epochMs}. */
    EventId(LongSupplier epochMs) {
        this.epochMs = epochMs;
    }

    /** The next. */
    UUID next() {
        long low = random.nextLong() & RANDOM_MASK;
        long at;
        synchronized (this) {
            // A new millisecond begins in the lower half of the counter, so that it has room before it runs over.
            long fresh = epochMs.getAsLong() << COUNTER_BITS | random.nextInt(1 << COUNTER_BITS - 1);
            newest = Math.max(newest + 1, fresh);
            at = newest;
        }
        long counter = at & (1 << COUNTER_BITS) - 1;
        return new UUID(at >>> COUNTER_BITS << 16 | 0x7000 | counter, 1L << 63 | low);
    }
}
