package io.ringfence.transport.account;

/** Why a token is refused. */
public enum TokenRefusal {
    /** Not a JWT of HS256 in its one compact form. */
    MALFORMED,
    /** Not signed with a key of this host, or changed since. */
    BAD_SIGNATURE,
    /** Signed by this host's key, but for somewhere or something else, or a claim is missing. */
    WRONG_CLAIMS,
    /** Its time is over. */
    EXPIRED,
    /** It is from the future: a clock is wrong. */
    NOT_YET_VALID,
    /** Revoked, or its user is disabled, removed or of another account. */
    REVOKED,
    /** The login is too old for another token. */
    SESSION_OVER
}
