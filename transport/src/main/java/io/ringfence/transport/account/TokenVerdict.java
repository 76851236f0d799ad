package io.ringfence.transport.account;

/** What is to be thought of a token. */
public sealed interface TokenVerdict {
    /** It is one of ours, and its user's still. */
    record Valid(Identity identity, long expiresAtMs) implements TokenVerdict {}

    /** It is of no use; the message is for its bearer and shows nothing of it. */
    record Refused(TokenRefusal reason, String message) implements TokenVerdict {}
}
