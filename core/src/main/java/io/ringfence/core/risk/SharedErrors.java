package io.ringfence.core.risk;

import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import org.agrona.collections.Int2IntCounterMap;
import org.agrona.collections.IntArrayQueue;
import org.agrona.collections.LongArrayQueue;

/** The newest refusals of all accounts, as many as a bound, of which no account has more than its share. */
final class SharedErrors {
    /** Fewer may all be one person's. */
    private static final int MIN_ACCOUNTS = 3;

    private final LongArrayQueue times = new LongArrayQueue();
    private final IntArrayQueue accounts = new IntArrayQueue();
    /** Of those remembered, by account. */
    private final Int2IntCounterMap counts = new Int2IntCounterMap(0);

    private int bound;

    /** Sets how many are remembered; the oldest beyond it are forgotten. */
    void bound(int newBound) {
        bound = newBound;
        forgetBeyondBound();
    }

    /** Counts one, unless its account has its share; true when more than the bound lie within a window that ends now. */
    boolean onRefusal(int accountId, long windowNs, long nowNs) {
        while (!times.isEmpty() && nowNs - times.peekLong() >= windowNs) {
            forgetOldest();
        }
        if (bound == 0 || counts.get(accountId) > bound / MIN_ACCOUNTS) {
            return false;
        }
        add(accountId, nowNs);
        boolean isExceeded = times.size() > bound && counts.size() >= MIN_ACCOUNTS;
        forgetBeyondBound();
        return isExceeded;
    }

    private void add(int accountId, long timeNs) {
        times.addLong(timeNs);
        accounts.addInt(accountId);
        counts.incrementAndGet(accountId);
    }

    private void forgetBeyondBound() {
        while (times.size() > bound) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        times.pollLong();
        counts.decrementAndGet(accounts.pollInt());
    }

    void writeTo(StateSink sink) {
        sink.putLong(times.size());
        times.forEachLong(sink::putLong);
        accounts.forEachInt(sink::putLong);
    }

    /** Reads back what was written, under the bound that is set. */
    void readFrom(StateSource source) {
        int count = source.getCount();
        if (count > bound) {
            throw new StateFormatException(count + " refusals stand in the state, of at most " + bound);
        }
        long[] read = new long[count];
        for (int i = 0; i < count; i++) {
            read[i] = source.getLong();
        }
        for (int i = 0; i < count; i++) {
            add(source.getInt(), read[i]);
        }
    }
}
