package io.ringfence.transport.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * A channel of an account: where it stands, its newest events, and who listens to it.
 *
 * <p>{@link #position}, {@link #history} and who is counted in {@link #isWanted} are guarded by the lock of {@link Streams};
 * each list of subscriptions belongs to its event loop.
 */
final class Stream {
    private final Channel channel;
    private final int accountId;
    private final History history;
    private final int[] wantedByLoop;
    private final List<List<EventSubscription>> subscriptionsByLoop = new ArrayList<>();
    private long position;

    Stream(Channel channel, int accountId, int loops, int maxEvents, LongUnaryOperator budget) {
        this.channel = channel;
        this.accountId = accountId;
        history = new History(maxEvents, budget);
        wantedByLoop = new int[loops];
        for (int i = 0; i < loops; i++) {
            subscriptionsByLoop.add(new ArrayList<>(1));
        }
    }

    Channel channel() {
        return channel;
    }

    int accountId() {
        return accountId;
    }

    /** Of its newest event; 0 before the first. */
    long position() {
        return position;
    }

    void position(long newest) {
        position = newest;
    }

    /** Begins at a position, behind what is kept up to it. */
    void standsAt(long newest) {
        position = newest;
        history.standsAt(newest);
    }

    History history() {
        return history;
    }

    boolean isWanted(int loop) {
        return wantedByLoop[loop] > 0;
    }

    /** How many listen on a loop. */
    int wanted(int loop) {
        return wantedByLoop[loop];
    }

    /** One more listens on a loop, or one less. */
    void wanted(int loop, int change) {
        wantedByLoop[loop] += change;
    }

    /** Loop: those that listen on it. */
    List<EventSubscription> subscriptions(int loop) {
        return subscriptionsByLoop.get(loop);
    }
}
