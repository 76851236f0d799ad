package io.ringfence.transport.view;

/**
 * A part of a list.
 *
 * @param afterId of the last entry that was seen, 0 for none
 * @param maxCount entries at most, more than 0
 */
public record Page(long afterId, int maxCount) {
    /**
     * Most entries of a page, and those of a list that nobody asked for in parts. So few because the core's output thread waits
     * for the views while a page is written.
     */
    public static final int MAX_COUNT = 200;

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
