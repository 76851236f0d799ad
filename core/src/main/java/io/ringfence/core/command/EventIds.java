package io.ringfence.core.command;

/**
 * Ids of events. One that was submitted has the sequence of the input that brought it. What the core itself sends of an input's
 * outcomes comes behind all of those, in the order of the inputs:
 *
 * <pre>
 *   63  62  61 …           15 14 …     0
 *   +---+---+----------------+----------+
 *   | 0 | 1 | sequence       | place    |     place among what the core sends of the input, from 0
 *   +---+---+----------------+----------+
 * </pre>
 */
public final class EventIds {
    /** Events that the core may send of one input. */
    public static final int MAX_OWN = 1 << 15;

    private static final int PLACE_BITS = 15;
    private static final long OWN = 1L << 62;

    private EventIds() {}

    /** The id of what the core sends of an input's outcome. */
    public static long own(long sequence, int place) {
        return OWN | sequence << PLACE_BITS | place;
    }

    /** Whether the core itself sends it. */
    public static boolean isOwn(long eventId) {
        return (eventId & OWN) != 0;
    }

    /** Sequence of the input that brought it, or whose outcome it tells. */
    public static long sequenceOf(long eventId) {
        return isOwn(eventId) ? (eventId & ~OWN) >>> PLACE_BITS : eventId;
    }
}
