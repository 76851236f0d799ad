package io.ringfence.core.account;

import org.agrona.collections.Int2IntCounterMap;

/** How many of something each account has, so that none takes what is there for all. The host's own may have any number. */
public final class AccountCounts {
    private static final int HOST = 0;

    private final Int2IntCounterMap counts = new Int2IntCounterMap(0);

    /** An account has one more. */
    public void add(int accountId) {
        counts.incrementAndGet(accountId);
    }

    /** An account has one less. */
    public void remove(int accountId) {
        counts.decrementAndGet(accountId);
    }

    /**
     * Whether an account has as many as it may.
     *
     * @param bound of each account, 0 for none
     */
    public boolean isFull(int accountId, int bound) {
        return bound > 0 && accountId != HOST && counts.get(accountId) >= bound;
    }
}
