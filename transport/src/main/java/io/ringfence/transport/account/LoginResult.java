package io.ringfence.transport.account;

/** What came of a login, or of asking for another token. */
public sealed interface LoginResult {
    /** It may come in. */
    record LoggedIn(IssuedToken token) implements LoginResult {}

    /** It may not; the message is for the client. {@code retryAfterMs} is 0 where waiting does not help. */
    record Refused(AccountError error, String message, long retryAfterMs) implements LoginResult {}
}
