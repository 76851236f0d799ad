package io.ringfence.transport.account;

import java.io.IOException;

/**
 * Hears of changes that concern clients who are connected. Called by the thread that made or found the change, with the
 * users' monitor held: hand over and return.
 */
public interface UsersListener {
    /** Nothing is done. */
    UsersListener NONE = new UsersListener() {
        @Override
        public void onRevoked(String userName) {}

        @Override
        public void onFault(IOException fault) {}
    };

    /** Tokens of this user that were valid are not any more: revoked, disabled, removed, or of another account. */
    void onRevoked(String userName);

    /** A file that was good cannot be read any more; what was known of it stays. */
    void onFault(IOException fault);
}
