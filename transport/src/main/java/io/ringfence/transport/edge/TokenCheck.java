package io.ringfence.transport.edge;

import io.ringfence.transport.account.TokenRefusal;
import io.ringfence.transport.account.TokenVerdict;

/** Finds out whose token it is. Called on event loops, so it may not wait. */
@FunctionalInterface
public interface TokenCheck {
    /** Of a host where nobody logs in. */
    TokenCheck NONE = (token, nowMs) -> new TokenVerdict.Refused(TokenRefusal.REVOKED, "nobody logs in on this host");

    /**
     * Whose it is, as of now.
     *
     * @param nowMs since 1970
     */
    TokenVerdict check(String token, long nowMs);
}
