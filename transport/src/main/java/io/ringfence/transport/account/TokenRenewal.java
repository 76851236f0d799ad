package io.ringfence.transport.account;

/** What came of asking for another token. */
public sealed interface TokenRenewal {
    /** It is the login's from now on; the earlier one stays valid until it expires. */
    record Renewed(IssuedToken token) implements TokenRenewal {}

    /** None is given. */
    record Refused(TokenRefusal reason, String message) implements TokenRenewal {}
}
