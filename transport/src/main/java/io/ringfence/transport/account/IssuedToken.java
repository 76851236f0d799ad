package io.ringfence.transport.account;

/**
 * A token to give to its user.
 *
 * @param text the token, a secret
 * @param identity whose it is
 * @param expiresAtMs since 1970; it is void from then on
 */
public record IssuedToken(String text, Identity identity, long expiresAtMs) {
    /** Without the token. */
    @Override
    public String toString() {
        return "IssuedToken[identity=" + identity + ", expiresAtMs=" + expiresAtMs + "]";
    }
}
