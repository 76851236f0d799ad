package io.ringfence.transport.account;

import io.ringfence.transport.file.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where a secret is found: in a file or in an environment variable. A random key is one line of base64 in both; a password, or a
 * key that others made, is text.
 *
 * @param file that holds it; a random key's is made with mode 0600 where it is not there
 * @param env or the name of the variable
 */
public record SecretSource(Optional<Path> file, Optional<String> env) {
    /** Bytes of a key that is made. */
    static final int KEY_BYTES = 32;

    private static final int MAX_KEY_BYTES = 64;
    private static final int MAX_TEXT_BYTES = 256;

    /** Validates. */
    public SecretSource {
        if (file.isPresent() == env.isPresent()) {
            throw new IllegalArgumentException("a key's source: expected either a file or an environment variable");
        }
        if (env.isPresent() && !env.get().matches("[A-Za-z_][A-Za-z0-9_]{0,127}")) {
            throw new IllegalArgumentException("a key's source: \"" + env.get()
                    + "\": expected the name of an environment variable, A-Z a-z 0-9 _");
        }
    }

    /** A key in a file. */
    public static SecretSource file(Path file) {
        return new SecretSource(Optional.of(file), Optional.empty());
    }

    /** A key in a variable. */
    public static SecretSource env(String name) {
        return new SecretSource(Optional.empty(), Optional.of(name));
    }

    /**
     * Reads it; a file that is absent is made first.
     *
     * @param field of the configuration, for the message
     * @throws IOException when there is none, it is of another form, or others than the owner's group may read it; the
     *     message has its place, never its value
     */
    byte[] read(String field) throws IOException {
        return read(field, true, System::getenv);
    }

    /** Reads one that has to be there. */
    byte[] readExisting(String field) throws IOException {
        return read(field, false, System::getenv);
    }

    byte[] read(String field, boolean isMade, UnaryOperator<String> environment) throws IOException {
        if (isMade && file.isPresent() && !Files.exists(file.get())) {
            make(file.get());
        }
        String place = place("access." + field);
        byte[] text = bytes(place, MAX_TEXT_BYTES, environment);
        try {
            return decode(place, text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /**
     * Reads a secret that is text and has to be there; white space around it is left out.
     *
     * @param field of the configuration, whole, for the message: {@code delivery.mail.password}
     * @param maxBytes most that a file may have
     * @throws IOException when there is none or it is empty, or others than the owner's group may read it; the message has its
     *     place, never its value
     */
    public String readText(String field, int maxBytes) throws IOException {
        return readText(field, maxBytes, System::getenv);
    }

    String readText(String field, int maxBytes, UnaryOperator<String> environment) throws IOException {
        String place = place(field);
        byte[] bytes = bytes(place, maxBytes, environment);
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        Arrays.fill(bytes, (byte) 0);
        if (text.isEmpty()) {
            throw new IOException(place + ": expected a secret, it is empty");
        }
        return text;
    }

    private String place(String field) {
        return file.isPresent() ? field + "-file = " + file.get() : field + "-env = " + env.get();
    }

    private byte[] bytes(String place, int maxBytes, UnaryOperator<String> environment) throws IOException {
        return file.isPresent()
                ? fromFile(place, file.get(), maxBytes)
                : fromEnvironment(place, env.get(), environment);
    }

    private static byte[] fromFile(String place, Path file, int maxBytes) throws IOException {
        byte[] text;
        try {
            text = PrivateFile.read(file, maxBytes);
        } catch (IOException e) {
            throw new IOException(place + ": cannot be read (" + e.getMessage() + ")", e);
        }
        String loose = PrivateFile.looseMode(file);
        if (loose != null) {
            throw new IOException(place + ": mode " + loose + ", expected one that only its owner can write and the"
                    + " rest of the world cannot read, such as rw------- (chmod 600)");
        }
        return text;
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        byte[] base64 = Base64.getEncoder().encode(key);
        byte[] line = Arrays.copyOf(base64, base64.length + 1);
        line[base64.length] = '\n';
        PrivateFile.create(file, line);
        Arrays.fill(key, (byte) 0);
        Arrays.fill(base64, (byte) 0);
        Arrays.fill(line, (byte) 0);
    }

    private static byte[] fromEnvironment(String place, String name, UnaryOperator<String> environment)
            throws IOException {
        String text = environment.apply(name);
        if (text == null) {
            throw new IOException(place + ": there is no such environment variable");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decode(String place, byte[] text) throws IOException {
        int length = text.length;
        while (length > 0 && text[length - 1] <= ' ' && text[length - 1] >= 0) {
            length--;
        }
        byte[] trimmed = Arrays.copyOf(text, length);
        byte[] key;
        try {
            key = Base64.getDecoder().decode(trimmed);
        } catch (IllegalArgumentException notBase64) {
            // Its message would show a character of the key.
            key = new byte[0];
        }
        Arrays.fill(trimmed, (byte) 0);
        if (key.length < KEY_BYTES || key.length > MAX_KEY_BYTES) {
            throw new IOException(place + ": expected " + KEY_BYTES + " to " + MAX_KEY_BYTES
                    + " random bytes as one line of base64, such as `openssl rand -base64 32` prints");
        }
        return key;
    }
}
