package io.ringfence.transport.view;

/**
 * A part of a list.
 *
 * @param afterId of the last entry that was seen, 0 for none
 * @param maxCount entries at most, more than 0
 */
public record Page(long afterId, int maxCount) {
    /** Entries of a list that nobody asked for in parts: enough for most accounts, and a message of some hundred kilobytes. */
    public static final int MAX_COUNT = 1_000;

    /** The first entries. */
    public static final Page FIRST = new Page(0, MAX_COUNT);

    /** Validates. */
    public Page {
        if (afterId < 0 || maxCount < 1 || maxCount > MAX_COUNT) {
            throw new IllegalArgumentException("page after " + afterId + " of " + maxCount
                    + " entries: expected an id of 0 or more, and 1 to " + MAX_COUNT + " entries");
        }
    }
}
