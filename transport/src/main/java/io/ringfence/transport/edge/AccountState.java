package io.ringfence.transport.edge;

import io.ringfence.core.ring.EventSlot;
import java.util.List;

/**
 * What accounts have now, for snapshots. Kept up by the core's output thread, read by event loops; the edge calls both under
 * one lock, so that what is read belongs to the place at which a stream stands.
 */
public interface AccountState {
    /** Knows nothing: there are no snapshots. */
    AccountState NONE = new AccountState() {
        @Override
        public void onEvent(EventSlot slot, long nowNs) {
            // Nothing to keep.
        }

        @Override
        public List<String> snapshot(Channel channel, int accountId) {
            return List.of();
        }
    };

    /** Whether there is such an account. */
    default boolean isAccount(int accountId) {
        return true;
    }

    /** An event behind the gate, but for ticks without outputs. */
    void onEvent(EventSlot slot, long nowNs);

    /** No event comes any more. */
    default void onStop() {
        // Nothing to end.
    }

    /**
     * What an account has in a channel: fields of a JSON object, without braces, such as {@code "orders":[…]}.
     *
     * @return several where it is too long for one message; none where the channel has no snapshot
     */
    List<String> snapshot(Channel channel, int accountId);
}
