package io.ringfence.transport.feed;

/**
 * Holds a feed after each of its events, the ticks and what it says of itself, until whatever must have happened before the
 * next one has: lockstep with a simulated broker.
 */
@FunctionalInterface
public interface TickBarrier {
    /** Holds nothing. */
    TickBarrier NONE = sequence -> {};

    /**
     * Returns when the next event may come. Called on the thread that drives the feed.
     *
     * @param sequence of the event, as {@code EventCore.awaitCompleted} takes it
     * @throws InterruptedException when the feed is closed meanwhile; the feed then ends as closed
     */
    void await(long sequence) throws InterruptedException;
}
