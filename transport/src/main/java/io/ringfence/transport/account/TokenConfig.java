package io.ringfence.transport.account;

import java.util.Optional;

/**
 * Tokens of logins.
 *
 * @param key that signs; a file that is not there yet is made
 * @param previousKey that verifies but no longer signs, while keys are changed; absent: none
 * @param issuer claim {@code iss}
 * @param audience claim {@code aud}
 * @param lifetimeMs of a token
 * @param maxSessionMs from a login on; a token can be renewed until then and never lives longer
 * @param clockSkewMs by which clocks may differ, since a token may come from a host whose clock was set since
 */
public record TokenConfig(
        SecretSource key,
        Optional<SecretSource> previousKey,
        String issuer,
        String audience,
        long lifetimeMs,
        long maxSessionMs,
        long clockSkewMs) {

    /** Validates. */
    public TokenConfig {
        checkName("tokens.issuer", issuer);
        checkName("tokens.audience", audience);
        Bounds.checkMs("tokens.lifetime", lifetimeMs, 1_000, 86_400_000L);
        Bounds.checkMs("tokens.max-session", maxSessionMs, lifetimeMs, 366 * 86_400_000L);
        Bounds.checkMs("tokens.clock-skew", clockSkewMs, 0, 300_000);
    }

    /** 15 minutes, renewed for up to 12 hours, 5 s of skew. */
    public static TokenConfig defaults(SecretSource key) {
        return new TokenConfig(key, Optional.empty(), "ringfence", "ringfence-edge", 900_000, 43_200_000, 5_000);
    }

    private static void checkName(String field, String value) {
        if (!value.matches("[!-~]{1,64}")) {
            throw Bounds.refusal(field, "\"" + value + "\"", "1 to 64 printable ASCII characters, no space");
        }
    }
}
