package io.ringfence.transport.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Issues and verifies the tokens of logins: JWTs with an HMAC of SHA-256, and nothing else whatever their header says.
 *
 * <p>Claims: {@code iss}, {@code aud}, {@code sub} (the user's name), {@code acct} (its account), {@code gen} (its token
 * generation), {@code iat}, {@code exp} and {@code auth_time} (when the password was given), all required. Any thread; no
 * clock: times are arguments. A verification takes some 10 µs and does no I/O, so it may be done on an event loop.
 */
final class Tokens {
    private static final int MAX_CHARS = 1_024;
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}");
    private static final Set<String> HEADER = Set.of("alg", "typ");
    private static final long MAX_SECOND = Long.MAX_VALUE / 2_000;

    private final TokenConfig config;
    private final Function<String, Optional<User>> users;
    private final MACSigner signer;
    private final List<MACVerifier> verifiers = new ArrayList<>();

    /**
     * Tokens with these keys.
     *
     * @param key signs and verifies, 32 bytes or more
     * @param previousKey verifies as well
     * @param users finds the users as they are now
     */
    Tokens(TokenConfig config, byte[] key, Optional<byte[]> previousKey, Function<String, Optional<User>> users) {
        this.config = config;
        this.users = users;
        try {
            signer = new MACSigner(key);
            verifiers.add(new MACVerifier(key));
            if (previousKey.isPresent()) {
                verifiers.add(new MACVerifier(previousKey.get()));
            }
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a signing key: expected 32 bytes or more", e);
        }
    }

    /** A token for a user who has just given the password. */
    IssuedToken issue(User user, long nowMs) {
        return issue(user, nowMs, nowMs / 1_000);
    }

    private IssuedToken issue(User user, long nowMs, long authTimeS) {
        long nowS = nowMs / 1_000;
        long expiresS = Math.min(nowS + config.lifetimeMs() / 1_000, authTimeS + config.maxSessionMs() / 1_000);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(config.issuer())
                .audience(config.audience())
                .subject(user.name())
                .claim("acct", user.accountId())
                .claim("gen", user.tokenGeneration())
                .issueTime(new Date(nowS * 1_000))
                .expirationTime(new Date(expiresS * 1_000))
                .claim("auth_time", authTimeS)
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
        return new IssuedToken(token.serialize(), user.identity(), expiresS * 1_000);
    }

    /** Whether it is a user's now. */
    TokenVerdict verify(String token, long nowMs) {
        try {
            Claims claims = check(token, nowMs);
            return new TokenVerdict.Valid(claims.user().identity(), claims.expiresS() * 1_000);
        } catch (Refusal refusal) {
            return refusal.verdict();
        }
    }

    /** Another token for one that is valid, as long as the login is young enough. */
    TokenRenewal renew(String token, long nowMs) {
        try {
            Claims claims = check(token, nowMs);
            if (nowMs / 1_000 >= claims.authTimeS() + config.maxSessionMs() / 1_000) {
                throw new Refusal(TokenRefusal.SESSION_OVER, "the login is too old, log in again");
            }
            return new TokenRenewal.Renewed(issue(claims.user(), nowMs, claims.authTimeS()));
        } catch (Refusal refusal) {
            return new TokenRenewal.Refused(refusal.reason, refusal.getMessage());
        }
    }

    private Claims check(String token, long nowMs) throws Refusal {
        JWTClaimsSet claims = verified(token);
        boolean isOurs = config.issuer().equals(claims.getIssuer())
                && claims.getAudience().equals(List.of(config.audience()));
        if (!isOurs) {
            throw new Refusal(TokenRefusal.WRONG_CLAIMS, "the token is not for this host");
        }
        long issuedS = seconds(claims.getIssueTime(), "iat");
        long expiresS = seconds(claims.getExpirationTime(), "exp");
        long authTimeS = whole(claims, "auth_time", MAX_SECOND);
        long generation = whole(claims, "gen", Long.MAX_VALUE);
        long accountId = whole(claims, "acct", User.MAX_ACCOUNT_ID);
        if (authTimeS * 1_000 > nowMs + config.clockSkewMs() || issuedS * 1_000 > nowMs + config.clockSkewMs()) {
            throw new Refusal(TokenRefusal.NOT_YET_VALID, "the token is from the future");
        }
        if (nowMs >= expiresS * 1_000 + config.clockSkewMs()) {
            throw new Refusal(TokenRefusal.EXPIRED, "the token has expired");
        }
        String name = claims.getSubject();
        User user = name == null ? null : users.apply(name).orElse(null);
        boolean isUsers = user != null
                && user.isEnabled()
                && user.tokenGeneration() == generation
                && user.accountId() == accountId;
        if (!isUsers) {
            throw new Refusal(TokenRefusal.REVOKED, "the token has been revoked, log in again");
        }
        return new Claims(user, expiresS, authTimeS);
    }

    private JWTClaimsSet verified(String token) throws Refusal {
        // Before anything of it is decoded: the library's base64 passes over characters that are none, so that many
        // texts
        // would be the same token.
        if (token == null
                || token.length() > MAX_CHARS
                || !COMPACT.matcher(token).matches()) {
            throw new Refusal(TokenRefusal.MALFORMED, "not a token of this host");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
                    || !JOSEObjectType.JWT.equals(jwt.getHeader().getType())
                    || !HEADER.equals(jwt.getHeader().toJSONObject().keySet())
                    || !isCanonical(jwt.getSignature())) {
                throw new Refusal(TokenRefusal.MALFORMED, "not a token of this host");
            }
            for (MACVerifier verifier : verifiers) {
                if (jwt.verify(verifier)) {
                    return jwt.getJWTClaimsSet();
                }
            }
            throw new Refusal(TokenRefusal.BAD_SIGNATURE, "the token's signature is wrong");
        } catch (ParseException | JOSEException e) {
            // Their messages show what the token holds.
            throw new Refusal(TokenRefusal.MALFORMED, "not a token of this host");
        }
    }

    /** The last character of a signature has two bits that say nothing; they have to be 0. */
    private static boolean isCanonical(Base64URL signature) {
        return Base64URL.encode(signature.decode()).equals(signature);
    }

    private static long seconds(Date date, String claim) throws Refusal {
        if (date == null) {
            throw new Refusal(TokenRefusal.WRONG_CLAIMS, "the token has no " + claim);
        }
        long second = date.getTime() / 1_000;
        if (second < 0 || second > MAX_SECOND) {
            throw new Refusal(TokenRefusal.WRONG_CLAIMS, "the token's " + claim + " is no time");
        }
        return second;
    }

    private static long whole(JWTClaimsSet claims, String claim, long max) throws Refusal {
        if (claims.getClaim(claim) instanceof Long value && value >= 0 && value <= max) {
            return value;
        }
        throw new Refusal(TokenRefusal.WRONG_CLAIMS, "the token has no valid " + claim);
    }

    private record Claims(User user, long expiresS, long authTimeS) {}

    /** Ends a check; caught where it began. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final TokenRefusal reason;

        Refusal(TokenRefusal reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }

        TokenVerdict.Refused verdict() {
            return new TokenVerdict.Refused(reason, getMessage());
        }
    }
}
