package io.ringfence.transport.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.ringfence.transport.account.TokenVerdict.Refused;
import io.ringfence.transport.account.TokenVerdict.Valid;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final long NOW_MS = 1_790_000_000_123L;
    private static final long NOW_S = NOW_MS / 1_000;
    private static final byte[] KEY = bytes(1, 32);
    private static final byte[] OTHER_KEY = bytes(2, 32);
    private static final User ALICE = new User("alice", 7, "", 1, 3, true);
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private final Map<String, User> users = new HashMap<>(Map.of("alice", ALICE));
    private final TokenConfig config = TokenConfig.defaults(SecretSource.env("UNUSED"));
    private final Tokens tokens = tokens(KEY, Optional.empty());

    private Tokens tokens(byte[] key, Optional<byte[]> previous) {
        return new Tokens(config, key, previous, name -> Optional.ofNullable(users.get(name)));
    }

    private static byte[] bytes(long seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static TokenRefusal reason(TokenVerdict verdict) {
        return verdict instanceof Refused refused ? refused.reason() : null;
    }

    /** A token made by hand, signed as a host would. */
    private static String token(String header, String claims, byte[] key, String mac) throws Exception {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String input = base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        Mac hash = Mac.getInstance(mac);
        hash.init(new SecretKeySpec(key, mac));
        return input + "." + base64.encodeToString(hash.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String claims(String field, String value) {
        Map<String, String> claims = new java.util.LinkedHashMap<>(Map.of(
                "iss", "\"ringfence\"",
                "aud", "\"ringfence-edge\"",
                "sub", "\"alice\"",
                "acct", "7",
                "gen", "3",
                "iat", Long.toString(NOW_S),
                "exp", Long.toString(NOW_S + 900),
                "auth_time", Long.toString(NOW_S)));
        claims.put(field, value);
        StringBuilder json = new StringBuilder("{");
        claims.forEach((name, text) -> {
            if (!text.isEmpty()) {
                json.append(json.length() > 1 ? "," : "")
                        .append('"')
                        .append(name)
                        .append("\":")
                        .append(text);
            }
        });
        return json.append('}').toString();
    }

    @Test
    void shouldKnowItsOwnWhenNothingChanged() {
        IssuedToken token = tokens.issue(ALICE, NOW_MS);
        assertEquals((NOW_S + 900) * 1_000, token.expiresAtMs());
        assertEquals(new Valid(new Identity("alice", 7), token.expiresAtMs()), tokens.verify(token.text(), NOW_MS));
    }

    @Test
    void shouldAcceptATokenMadeByHandWhenItIsAsOurs() throws Exception {
        String token = token(HEADER, claims("gen", "3"), KEY, "HmacSHA256");
        assertEquals(new Valid(new Identity("alice", 7), (NOW_S + 900) * 1_000), tokens.verify(token, NOW_MS));
    }

    @Test
    void shouldExpireWhenLifetimeAndSkewAreOver() {
        IssuedToken token = tokens.issue(ALICE, NOW_MS);
        long endMs = token.expiresAtMs() + config.clockSkewMs();
        assertEquals(null, reason(tokens.verify(token.text(), endMs - 1)));
        assertEquals(TokenRefusal.EXPIRED, reason(tokens.verify(token.text(), endMs)));
        assertEquals(
                TokenRefusal.NOT_YET_VALID,
                reason(tokens.verify(token.text(), NOW_S * 1_000 - config.clockSkewMs() - 1)));
    }

    @Test
    void shouldBeRevokedWhenItsUserIsAnother() {
        String token = tokens.issue(ALICE, NOW_MS).text();
        for (User changed : List.of(
                ALICE.withGeneration(4),
                ALICE.withGeneration(2),
                ALICE.enabled(false),
                new User("alice", 8, "", 1, 3, true))) {
            users.put("alice", changed);
            assertEquals(TokenRefusal.REVOKED, reason(tokens.verify(token, NOW_MS)), changed.toString());
        }
        users.remove("alice");
        assertEquals(TokenRefusal.REVOKED, reason(tokens.verify(token, NOW_MS)));
    }

    @Test
    void shouldVerifyWithThePreviousKeyWhenKeysAreChanged() {
        String old = tokens.issue(ALICE, NOW_MS).text();
        Tokens rotated = tokens(OTHER_KEY, Optional.of(KEY));
        assertEquals(null, reason(rotated.verify(old, NOW_MS)));
        assertEquals(
                TokenRefusal.BAD_SIGNATURE,
                reason(tokens(OTHER_KEY, Optional.empty()).verify(old, NOW_MS)));
        assertEquals(
                TokenRefusal.BAD_SIGNATURE,
                reason(tokens.verify(rotated.issue(ALICE, NOW_MS).text(), NOW_MS)));
    }

    @Test
    void shouldEndTheSessionWhenItHasBeenRenewedForLongEnough() {
        IssuedToken token = tokens.issue(ALICE, NOW_MS);
        long nowMs = NOW_MS;
        int renewals = 0;
        TokenRenewal last = null;
        while (renewals < 1_000) {
            nowMs = token.expiresAtMs() - 1_000;
            last = tokens.renew(token.text(), nowMs);
            if (!(last instanceof TokenRenewal.Renewed renewed)
                    || renewed.token().expiresAtMs() == token.expiresAtMs()) {
                break;
            }
            token = renewed.token();
            renewals++;
        }
        long sessionEndMs = NOW_S * 1_000 + config.maxSessionMs();
        assertEquals(sessionEndMs, token.expiresAtMs());
        assertEquals(
                new TokenRenewal.Refused(TokenRefusal.SESSION_OVER, "the login is too old, log in again"),
                tokens.renew(token.text(), sessionEndMs));
        assertEquals(
                new TokenRenewal.Refused(TokenRefusal.EXPIRED, "the token has expired"),
                tokens.renew(token.text(), sessionEndMs + config.clockSkewMs()));
    }

    /** Every character changed to each of some others, left out, doubled, and every prefix. */
    @Test
    void shouldRefuseATokenWhenAnythingOfItIsChanged() {
        String token = tokens.issue(ALICE, NOW_MS).text();
        String others = "ABab01-_.=+/ \n%\u00e9";
        for (int i = 0; i < token.length(); i++) {
            for (int j = 0; j < others.length(); j++) {
                if (others.charAt(j) != token.charAt(i)) {
                    assertRefused(token.substring(0, i) + others.charAt(j) + token.substring(i + 1));
                }
            }
            assertRefused(token.substring(0, i) + token.charAt(i) + token.substring(i));
            assertRefused(token.substring(0, i));
            if (i + 1 == token.length() || token.charAt(i) != token.charAt(i + 1)) {
                assertRefused(token.substring(0, i) + token.substring(i + 1));
            }
        }
    }

    /** Each bit of the signature's last character counts, the two that decode to nothing as well. */
    @Test
    void shouldRefuseATokenWhenItsLastCharacterIsAnyOther() {
        String token = tokens.issue(ALICE, NOW_MS).text();
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String start = token.substring(0, token.length() - 1);
        for (char c : alphabet.toCharArray()) {
            if (c != token.charAt(token.length() - 1)) {
                assertRefused(start + c);
            }
        }
    }

    private void assertRefused(String token) {
        assertNotEquals(null, reason(tokens.verify(token, NOW_MS)), token);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alg\":\"none\",\"typ\":\"JWT\"} | HmacSHA256",
                "{\"alg\":\"None\",\"typ\":\"JWT\"} | HmacSHA256",
                "{\"alg\":\"HS384\",\"typ\":\"JWT\"} | HmacSHA256",
                "{\"alg\":\"RS256\",\"typ\":\"JWT\"} | HmacSHA256",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\"} | HmacSHA256",
                "{\"alg\":\"hs256\",\"typ\":\"JWT\"} | HmacSHA256",
                "{\"alg\":\"HS256\"} | HmacSHA256",
                "{\"alg\":\"HS256\",\"typ\":\"JWE\"} | HmacSHA256",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"../../dev/null\"} | HmacSHA256",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"crit\":[\"exp\"]} | HmacSHA256",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"jku\":\"https://example.com/keys\"} | HmacSHA256",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"zip\":\"DEF\"} | HmacSHA256",
                "{\"typ\":\"JWT\"} | HmacSHA256",
                "[] | HmacSHA256",
                "HS256 | HmacSHA256",
            })
    void shouldRefuseATokenWhenItsHeaderIsAnother(String header, String mac) throws Exception {
        String token = token(header, claims("gen", "3"), KEY, mac);
        assertEquals(TokenRefusal.MALFORMED, reason(tokens.verify(token, NOW_MS)));
    }

    @Test
    void shouldRefuseATokenWhenItIsNotSigned() throws Exception {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String claims = base64.encodeToString(claims("gen", "3").getBytes(StandardCharsets.UTF_8));
        for (String header : List.of("{\"alg\":\"none\"}", HEADER)) {
            String start = base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "." + claims;
            for (String token : List.of(start, start + ".", start + "." + "A".repeat(43))) {
                assertRefused(token);
            }
        }
    }

    /** The classic confusion: signed with somebody's private key, or with a public key's bytes as the secret. */
    @Test
    void shouldRefuseATokenWhenItIsSignedWithAnRsaKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair pair = generator.generateKeyPair();
        SignedJWT rsa = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), JWTClaimsSet.parse(claims("gen", "3")));
        rsa.sign(new RSASSASigner(pair.getPrivate()));
        assertEquals(TokenRefusal.MALFORMED, reason(tokens.verify(rsa.serialize(), NOW_MS)));
        String confused = token(HEADER, claims("gen", "3"), pair.getPublic().getEncoded(), "HmacSHA256");
        assertEquals(TokenRefusal.BAD_SIGNATURE, reason(tokens.verify(confused, NOW_MS)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "iss | \"other\"",
                "iss | 5",
                "iss |",
                "aud | \"other\"",
                "aud |",
                "aud | [\"ringfence-edge\",\"other\"]",
                "exp |",
                "exp | \"soon\"",
                "exp | -1",
                "exp | 1e300",
                "iat |",
                "iat | null",
                "auth_time |",
                "auth_time | \"1\"",
                "auth_time | -5",
                "auth_time | 9223372036854775807",
                "acct |",
                "acct | \"7\"",
                "acct | 7.0",
                "acct | -7",
                "acct | 4294967303",
                "gen |",
                "gen | true",
                "gen | 3.5",
                "sub |",
                "sub | \"bob\"",
                "sub | 7",
            })
    void shouldRefuseATokenWhenAClaimIsMissingOrWrong(String claim, String value) throws Exception {
        String token = token(HEADER, claims(claim, value == null ? "" : value), KEY, "HmacSHA256");
        assertRefused(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "Bearer x", "\u0000"})
    void shouldRefuseATextWhenItIsNoToken(String text) {
        assertEquals(new Refused(TokenRefusal.MALFORMED, "not a token of this host"), tokens.verify(text, NOW_MS));
        assertEquals(TokenRefusal.MALFORMED, reason(tokens.verify(null, NOW_MS)));
        assertEquals(
                TokenRefusal.MALFORMED, reason(tokens.verify("a".repeat(1 << 20) + ".b." + "c".repeat(43), NOW_MS)));
    }

    @Test
    void shouldNotShowTheTokenWhenPrinted() {
        IssuedToken token = tokens.issue(ALICE, NOW_MS);
        assertFalse(token.toString().contains(token.text()));
    }
}
