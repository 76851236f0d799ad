package io.ringfence.transport.account;

import static io.ringfence.transport.account.Fixtures.QUICK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private final SecureRandom random = new SecureRandom();

    /** From the reference implementation's own tests. */
    @ParameterizedTest
    @CsvSource({
        "65536, 2, 1, password, somesalt, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        "256, 2, 1, password, somesalt, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        "256, 2, 2, password, somesalt, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
    })
    void shouldGiveTheReferencesHashWhenArgumentsAreTheSame(
            int memoryKib, int iterations, int parallelism, String password, String salt, String expected) {
        byte[] hash = PasswordHash.derive(
                password.toCharArray(), memoryKib, iterations, parallelism, salt.getBytes(StandardCharsets.US_ASCII));
        assertEquals(expected, HexFormat.of().formatHex(hash));
    }

    /** Of RFC 9106, section 5.3, which has a secret and data that a host's passwords have not. */
    @Test
    void shouldGiveTheTagOfTheRfcWhenTheLibraryIsGivenItsVector() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(repeat(2, 16))
                .withSecret(repeat(3, 8))
                .withAdditional(repeat(4, 12))
                .build());
        byte[] tag = new byte[32];
        generator.generateBytes(repeat(1, 32), tag);
        assertEquals(
                "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
                HexFormat.of().formatHex(tag));
    }

    private static byte[] repeat(int value, int count) {
        byte[] bytes = new byte[count];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void shouldMatchOnlyItsPasswordWhenReadBack() {
        PasswordHash hash =
                PasswordHash.parse(PasswordHash.of("Gr\u00fc\u00dfe \ud83d\ude80 12".toCharArray(), QUICK, random)
                        .phc());
        assertTrue(hash.matches("Gr\u00fc\u00dfe \ud83d\ude80 12".toCharArray()));
        assertFalse(hash.matches("Gr\u00fc\u00dfe \ud83d\ude80 13".toCharArray()));
        assertFalse(hash.matches("".toCharArray()));
        assertFalse(hash.matches("half \ud83d character".toCharArray()));
    }

    @Test
    void shouldHaveASaltOfItsOwnWhenThePasswordIsTheSame() {
        char[] password = "correct horse".toCharArray();
        assertNotEquals(
                PasswordHash.of(password, QUICK, random).phc(),
                PasswordHash.of(password, QUICK, random).phc());
    }

    @Test
    void shouldBelongToNobodyWhenMadeForUnknownUsers() {
        PasswordHash nobody = PasswordHash.ofNobody(QUICK);
        assertFalse(nobody.matches("correct horse".toCharArray()));
        assertFalse(nobody.isBelow(QUICK));
    }

    @Test
    void shouldBeBelowWhenTheConfigurationAsksForMore() {
        PasswordHash hash = PasswordHash.of("correct horse".toCharArray(), QUICK, random);
        assertFalse(hash.isBelow(QUICK));
        assertTrue(hash.isBelow(new PasswordConfig(128, 1, 1, 1, 1)));
        assertTrue(hash.isBelow(new PasswordConfig(64, 2, 1, 1, 1)));
        assertFalse(hash.isBelow(new PasswordConfig(64, 1, 1, 4, 9)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=16$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=1,p=9$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=1,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
            })
    void shouldRefuseAHashWhenItIsOfAnotherFormOrBeyondBounds(String phc) {
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(phc));
    }

    @ParameterizedTest
    @CsvSource({
        "9, 'password: expected 10 to 128 characters, found 9'",
        "129, 'password: expected 10 to 128 characters, found 129'",
        "5000, 'password: expected 10 to 128 characters, found far more'"
    })
    void shouldNameTheLengthAndNotThePasswordWhenItIsRefused(int length, String expected) {
        char[] password = "x".repeat(length).toCharArray();
        AccountException refusal = assertThrows(AccountException.class, () -> PasswordHash.check("password", password));
        assertEquals(expected, refusal.getMessage());
    }

    @Test
    void shouldShowNeitherSaltNorHashWhenPrinted() {
        assertEquals(
                "PasswordHash[m=64,t=1,p=1]",
                PasswordHash.of("correct horse".toCharArray(), QUICK, random).toString());
    }
}
