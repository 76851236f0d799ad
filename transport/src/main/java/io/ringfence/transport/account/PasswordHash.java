package io.ringfence.transport.account;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash (RFC 9106) of a password, in PHC string format: {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}, the last
 * two in base64 without padding.
 */
final class PasswordHash {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MAX_PASSWORD_CHARS = 128;
    private static final int MIN_PASSWORD_CHARS = 10;
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
            + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private final int memoryKib;
    private final int iterations;
    private final int parallelism;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int memoryKib, int iterations, int parallelism, byte[] salt, byte[] hash) {
        this.memoryKib = memoryKib;
        this.iterations = iterations;
        this.parallelism = parallelism;
        this.salt = salt;
        this.hash = hash;
    }

    /**
     * Whether it can be a password: 10 to 128 characters of valid Unicode.
     *
     * @throws AccountException when not; its value is not told
     */
    static void check(String field, char[] password) {
        int length = password == null ? 0 : Character.codePointCount(password, 0, password.length);
        if (length < MIN_PASSWORD_CHARS || length > MAX_PASSWORD_CHARS) {
            throw AccountException.invalidSecret(
                    field,
                    MIN_PASSWORD_CHARS + " to " + MAX_PASSWORD_CHARS + " characters, found "
                            + (length > 10 * MAX_PASSWORD_CHARS ? "far more" : length));
        }
        Arrays.fill(utf8(field, password), (byte) 0);
    }

    /** Hashes with a new salt. Takes tens of milliseconds and as much memory as the configuration says. */
    static PasswordHash of(char[] password, PasswordConfig config, SecureRandom random) {
        check("password", password);
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = derive(password, config.memoryKib(), config.iterations(), config.parallelism(), salt);
        return new PasswordHash(config.memoryKib(), config.iterations(), config.parallelism(), salt, hash);
    }

    /** One that no password has, for as much work as a real one: what is verified where there is no user. */
    static PasswordHash ofNobody(PasswordConfig config) {
        return new PasswordHash(
                config.memoryKib(),
                config.iterations(),
                config.parallelism(),
                new byte[SALT_BYTES],
                new byte[HASH_BYTES]);
    }

    /** Reads one, whose parameters are bounded like those of the configuration. */
    static PasswordHash parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected $argon2id$v=19$m=…,t=…,p=…$salt$hash");
        }
        PasswordConfig bounded = new PasswordConfig(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                1,
                1);
        return new PasswordHash(
                bounded.memoryKib(),
                bounded.iterations(),
                bounded.parallelism(),
                Base64.getDecoder().decode(parts.group(4)),
                Base64.getDecoder().decode(parts.group(5)));
    }

    /** Whether it is this password's; the comparison takes the same time wherever they differ. */
    boolean matches(char[] password) {
        byte[] other;
        try {
            check("password", password);
            other = derive(password, memoryKib, iterations, parallelism, salt);
        } catch (AccountException notAPassword) {
            // As slow as a wrong one, so that nothing can be learned from the time.
            derive(new char[0], memoryKib, iterations, parallelism, salt);
            return false;
        }
        boolean isSame = MessageDigest.isEqual(hash, other);
        Arrays.fill(other, (byte) 0);
        return isSame;
    }

    /** Whether the configuration asks for more than it was made with. */
    boolean isBelow(PasswordConfig config) {
        return memoryKib < config.memoryKib()
                || iterations < config.iterations()
                || parallelism != config.parallelism();
    }

    String phc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    static byte[] derive(char[] password, int memoryKib, int iterations, int parallelism, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(parallelism)
                .withSalt(salt)
                .build());
        byte[] bytes = utf8("password", password);
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(bytes, hash);
        Arrays.fill(bytes, (byte) 0);
        return hash;
    }

    /** Without a String in between, which could not be wiped. */
    private static byte[] utf8(String field, char[] password) {
        ByteBuffer encoded;
        try {
            encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(password));
        } catch (CharacterCodingException halfACharacter) {
            throw AccountException.invalidSecret(field, "valid Unicode");
        }
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    /** Without salt and hash. */
    @Override
    public String toString() {
        return "PasswordHash[m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism + "]";
    }
}
