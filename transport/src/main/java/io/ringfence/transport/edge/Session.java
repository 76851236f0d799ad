package io.ringfence.transport.edge;

import java.util.OptionalInt;

/** For whom a connection acts, and so what it may see. Belongs to the client's event loop. */
final class Session {
    /** Account of the host's operator, who may see and do everything. */
    private static final int OPERATOR = 0;

    private static final int NOBODY = -1;

    private int accountId;

    Session(Access access) {
        accountId = access == Access.OPEN ? OPERATOR : NOBODY;
    }

    boolean isKnown() {
        return accountId != NOBODY;
    }

    /** Whose events a subscription brings: {@code asked}, or else the own account's. */
    int accountOf(Channel channel, OptionalInt asked) {
        return channel == Channel.HOST || channel == Channel.PRICES ? Streams.EVERYBODY : asked.orElse(accountId);
    }

    /** Whether events of this account, or of everybody, may be sent to the client. */
    boolean maySee(int ofAccountId) {
        return isKnown() && (accountId == OPERATOR || ofAccountId == accountId || ofAccountId == Streams.EVERYBODY);
    }
}
