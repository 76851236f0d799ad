package io.ringfence.transport.delivery.webpush;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.ringfence.transport.account.SecretSource;
import io.ringfence.transport.delivery.Secrets;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VapidTest {
    private static final String SUBJECT = "mailto:operator@example.org";
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final int LIFETIME_S = 43_200;

    @TempDir
    Path directory;

    private VapidKeys keys() throws IOException {
        return VapidKeys.create(directory.resolve("vapid.pem"));
    }

    private static String pem(byte[] bytes) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(bytes)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static SignedJWT token(String authorization, String publicKey) throws Exception {
        Matcher parts =
                Pattern.compile("vapid t=([^, ]+), k=([A-Za-z0-9_-]{87})").matcher(authorization);
        assertTrue(parts.matches(), authorization);
        assertEquals(publicKey, parts.group(2));
        SignedJWT token = SignedJWT.parse(parts.group(1));
        assertEquals(JWSAlgorithm.ES256, token.getHeader().getAlgorithm());
        assertTrue(token.verify(
                new ECDSAVerifier(P256.publicKey(Base64.getUrlDecoder().decode(parts.group(2))))));
        return token;
    }

    @Test
    void shouldReadThePairThatItMadeWhenTheFileIsPrivate() throws IOException {
        VapidKeys made = keys();
        Path file = directory.resolve("vapid.pem");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(
                made.publicKey(), VapidKeys.read(SecretSource.file(file), "key").publicKey());
        byte[] before = Files.readAllBytes(file);
        assertThrows(FileAlreadyExistsException.class, () -> VapidKeys.create(file));
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals(87, made.publicKey().length());
        assertEquals(made.publicKey(), made.toString());
    }

    /** The key of RFC 8291's example, as npm's web-push prints keys. */
    @Test
    void shouldReadAKeyWhenItIsItsNumberAlone() throws IOException {
        VapidKeys keys = VapidKeys.read(Secrets.in(directory, "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94\n"), "key");
        assertEquals(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                keys.publicKey());
    }

    @Test
    void shouldSayWhatIsExpectedAndNothingOfTheKeyWhenItIsOfNoUse() throws Exception {
        KeyPairGenerator otherCurve = KeyPairGenerator.getInstance("EC");
        otherCurve.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2_048);
        for (String text : List.of(
                "word",
                Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]),
                "__________________________________________8",
                pem(otherCurve.generateKeyPair().getPrivate().getEncoded()),
                pem(rsa.generateKeyPair().getPrivate().getEncoded()),
                pem(new byte[40]),
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----")) {
            IOException refusal = assertThrows(
                    IOException.class, () -> VapidKeys.read(Secrets.in(directory, text), "delivery.web-push.key"));
            assertEquals(
                    "delivery.web-push.key: expected an unencrypted private key of P-256, in PEM as PKCS #8 (BEGIN"
                            + " PRIVATE KEY), or its 32 bytes in base64url",
                    refusal.getMessage());
            assertEquals(null, refusal.getCause());
        }
    }

    @Test
    void shouldSignAudienceExpiryAndSubjectWhenAServiceIsAsked() throws Exception {
        VapidKeys keys = keys();
        VapidTokens tokens = new VapidTokens(keys, SUBJECT, LIFETIME_S);
        SignedJWT token =
                token(tokens.authorization(URI.create("HTTPS://Push.Example.NET/send/abc"), NOW_MS), keys.publicKey());
        assertEquals(
                List.of("https://push.example.net"), token.getJWTClaimsSet().getAudience());
        assertEquals(
                NOW_MS + LIFETIME_S * 1_000L,
                token.getJWTClaimsSet().getExpirationTime().getTime());
        assertEquals(SUBJECT, token.getJWTClaimsSet().getSubject());
        assertEquals("JWT", token.getHeader().getType().getType());
    }

    @Test
    void shouldNameThePortOfAServiceWhenItIsNotTheUsualOne() {
        assertEquals("https://a.example:8443", VapidTokens.origin(URI.create("https://a.example:8443/x")));
        assertEquals("https://a.example", VapidTokens.origin(URI.create("https://a.example:443/x")));
        assertEquals("http://127.0.0.1:81", VapidTokens.origin(URI.create("http://127.0.0.1:81/x")));
        assertEquals("http://127.0.0.1", VapidTokens.origin(URI.create("http://127.0.0.1:80/x")));
        assertEquals("https://[2001:db8::1]", VapidTokens.origin(URI.create("https://[2001:DB8::1]/x")));
    }

    @Test
    void shouldUseATokenForHalfItsLifeWhenTheServiceIsTheSame() throws Exception {
        VapidKeys keys = keys();
        VapidTokens tokens = new VapidTokens(keys, SUBJECT, LIFETIME_S);
        URI one = URI.create("https://a.example/1");
        String first = tokens.authorization(one, NOW_MS);
        long halfMs = LIFETIME_S * 500L;
        assertEquals(first, tokens.authorization(URI.create("https://a.example/2"), NOW_MS + halfMs - 1_000));
        assertNotEquals(first, tokens.authorization(URI.create("https://b.example/1"), NOW_MS));
        String second = tokens.authorization(one, NOW_MS + halfMs);
        assertNotEquals(first, second);
        assertEquals(
                NOW_MS + halfMs + LIFETIME_S * 1_000L,
                token(second, keys.publicKey())
                        .getJWTClaimsSet()
                        .getExpirationTime()
                        .getTime());
        // Of a clock that was set back.
        String third = tokens.authorization(one, NOW_MS - LIFETIME_S * 1_000L);
        assertEquals(
                NOW_MS,
                token(third, keys.publicKey())
                        .getJWTClaimsSet()
                        .getExpirationTime()
                        .getTime());
    }

    @Test
    void shouldKeepTheTokensOfTheServicesUsedLastWhenThereAreMany() throws IOException {
        VapidTokens tokens = new VapidTokens(keys(), SUBJECT, LIFETIME_S);
        URI kept = URI.create("https://kept.example/");
        URI lost = URI.create("https://lost.example/");
        String first = tokens.authorization(kept, NOW_MS);
        String other = tokens.authorization(lost, NOW_MS);
        for (int i = 0; i < 64; i++) {
            tokens.authorization(URI.create("https://s" + i + ".example/"), NOW_MS);
            assertEquals(first, tokens.authorization(kept, NOW_MS));
        }
        // Signatures are drawn by lot, so that another one is another token.
        assertNotEquals(other, tokens.authorization(lost, NOW_MS));
    }

    @Property(tries = 50)
    void shouldKeepEveryByteOfAKeyWhenItBeginsWithZeros(@ForAll @Size(32) byte[] number, @ForAll byte zeros) {
        Arrays.fill(number, 0, Math.floorMod(zeros, 32), (byte) 0);
        number[31] |= 1;
        if (new BigInteger(1, number).bitLength() == 256) {
            number[0] &= 0x7f;
        }
        Browser browser = new Browser(number, new byte[16]);
        assertArrayEquals(browser.publicKey(), P256.bytes(P256.publicKey(P256.privateKey(number))));
        assertArrayEquals(browser.publicKey(), P256.bytes(P256.publicKey(browser.publicKey())));
        assertFalse(Arrays.equals(number, browser.publicKey()));
    }
}
