package io.ringfence.core.delivery;

import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import org.agrona.collections.Long2LongHashMap;

/** The clients that take events now, each of one account. Bounded by the edge, which has no more clients than it may. */
final class Sessions {
    private static final long MISSING = Long.MIN_VALUE;

    private final Long2LongHashMap accounts = new Long2LongHashMap(MISSING);

    /** Takes a session; false when it was there. */
    boolean open(long sessionId, int accountId) {
        if (accounts.containsKey(sessionId)) {
            return false;
        }
        accounts.put(sessionId, accountId);
        return true;
    }

    /** Forgets a session; false when it was not there, or is another account's. */
    boolean close(long sessionId, int accountId) {
        if (accounts.get(sessionId) != accountId) {
            return false;
        }
        accounts.remove(sessionId);
        return true;
    }

    void clear() {
        accounts.clear();
    }

    void writeTo(StateSink sink) {
        long[] ids =
                accounts.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        sink.putLong(ids.length);
        for (long id : ids) {
            sink.putLong(id);
            sink.putLong(accounts.get(id));
        }
    }

    /** Reads back what was written, and counts each session for its account. */
    void readFrom(StateSource source, Recipients recipients) {
        int count = source.getCount();
        for (int i = 0; i < count; i++) {
            long sessionId = source.getLong();
            int accountId = source.getInt();
            if (!open(sessionId, accountId)) {
                throw new StateFormatException("the session " + sessionId + " stands twice in the state");
            }
            recipients.obtain(accountId).sessionCount++;
        }
    }
}
