package io.ringfence.transport.edge;

import io.ringfence.transport.account.Identity;
import java.util.OptionalInt;

/** For whom a connection acts, and so what it may see. Belongs to the client's event loop. */
final class Session {
    /** Whoever connects, where everybody is the operator. */
    static final Identity OPEN = new Identity("operator", Identity.OPERATOR_ACCOUNT_ID);

    /** Null before {@code auth}. */
    private Identity identity;

    private long expiresAtMs;

    Session(Access access) {
        identity = access == Access.OPEN ? OPEN : null;
    }

    /** Account that it acts for, where it is known. */
    int accountId() {
        return identity.accountId();
    }

    boolean isKnown() {
        return identity != null;
    }

    /** Whoever it is; null before {@code auth}. */
    Identity identity() {
        return identity;
    }

    /** When it ends, since 1970. */
    long expiresAtMs() {
        return expiresAtMs;
    }

    /** The client has shown a token: the first one says who it is, a further one prolongs. */
    void authenticated(Identity shown, long tokenExpiresAtMs) {
        identity = shown;
        expiresAtMs = Math.max(expiresAtMs, tokenExpiresAtMs);
    }

    /** Whose events a subscription brings: {@code asked}, or else the own account's. */
    int accountOf(Channel channel, OptionalInt asked) {
        boolean isOfEverybody = channel == Channel.HOST || channel == Channel.PRICES || !isKnown();
        return isOfEverybody ? Streams.EVERYBODY : asked.orElse(identity.accountId());
    }

    /** Whether events of this account, or of everybody, may be sent to the client. */
    boolean maySee(int ofAccountId) {
        return isKnown()
                && (identity.isOperator() || ofAccountId == identity.accountId() || ofAccountId == Streams.EVERYBODY);
    }
}
