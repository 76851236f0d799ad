package io.ringfence.transport.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SecretSourceTest {
    private static final String BASE64 = Base64.getEncoder().encodeToString(new byte[40]);

    @TempDir
    private Path directory;

    @Test
    void shouldMakeAKeyOnceWhenItsFileIsAbsent() throws IOException {
        Path file = directory.resolve("keys/token.key");
        byte[] made = SecretSource.file(file).read("tokens.key");
        assertEquals(32, made.length);
        assertArrayEquals(made, SecretSource.file(file).read("tokens.key"));
        assertFalse(Arrays.equals(
                made, SecretSource.file(directory.resolve("other")).read("tokens.key")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void shouldAgreeOnOneKeyWhenManyMakeItAtOnce() throws Exception {
        Path file = directory.resolve("token.key");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> read =
                    () -> Arrays.toString(SecretSource.file(file).read("tokens.key"));
            List<Future<String>> keys = threads.invokeAll(java.util.Collections.nCopies(16, read));
            for (Future<String> key : keys) {
                assertEquals(keys.get(0).get(), key.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw--w----", "rw-----w-"})
    void shouldRefuseAKeyWhenOthersMayReadOrWriteIt(String mode) throws IOException {
        Path file = directory.resolve("token.key");
        Files.writeString(file, BASE64);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        IOException refusal =
                assertThrows(IOException.class, () -> SecretSource.file(file).read("tokens.key"));
        assertTrue(
                refusal.getMessage().startsWith("access.tokens.key-file = " + file + ": mode " + mode),
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "!not base64 at all, but long enough to be a key, if it were!"})
    void shouldSayWhereAndNotWhatWhenAKeyIsOfNoUse(String text) throws IOException {
        Path file = directory.resolve("token.key");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        String expected =
                "expected 32 to 64 random bytes as one line of base64, such as `openssl rand -base64 32` prints";
        assertEquals(
                "access.tokens.key-file = " + file + ": " + expected,
                assertThrows(IOException.class, () -> SecretSource.file(file).read("tokens.key"))
                        .getMessage());
        assertEquals(
                "access.tokens.key-env = KEY: " + expected,
                assertThrows(IOException.class, () -> SecretSource.env("KEY").read("tokens.key", true, name -> text))
                        .getMessage());
    }

    @Test
    void shouldReadAVariableWhenThatIsItsPlace() throws IOException {
        assertEquals(
                40,
                SecretSource.env("KEY")
                        .read("vault.key", true, name -> name.equals("KEY") ? BASE64 + "\n" : null)
                        .length);
        assertEquals(
                "access.vault.key-env = KEY: there is no such environment variable",
                assertThrows(IOException.class, () -> SecretSource.env("KEY").read("vault.key", true, name -> null))
                        .getMessage());
    }

    @Test
    void shouldMakeNoKeyWhenOneHasToBeThere() {
        Path file = directory.resolve("previous.key");
        assertThrows(IOException.class, () -> SecretSource.file(file).readExisting("tokens.previous-key"));
        assertFalse(Files.exists(file));
    }

    @Test
    void shouldReadTextWithoutTheSpaceAroundItWhenItIsAPassword() throws IOException {
        Path file = directory.resolve("password");
        Files.writeString(file, "\u00fc word with spaces \n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertEquals("\u00fc word with spaces", SecretSource.file(file).readText("delivery.mail.password", 64));
        assertEquals("word", SecretSource.env("WORD").readText("delivery.mail.password", 64, name -> " word\n"));
    }

    @Test
    void shouldSayWhereAndNotWhatWhenATextIsOfNoUse() throws IOException {
        Path file = directory.resolve("password");
        SecretSource source = SecretSource.file(file);
        String place = "delivery.mail.password-file = " + file + ": ";
        assertEquals(place + "cannot be read (" + file + ")", textRefusal(source, 64));
        assertFalse(Files.exists(file));

        Files.writeString(file, " \n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertEquals(place + "expected a secret, it is empty", textRefusal(source, 64));

        Files.writeString(file, "secret word");
        assertEquals(place + "cannot be read (" + file + ": 11 bytes, expected at most 10)", textRefusal(source, 10));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(textRefusal(source, 64).startsWith(place + "mode rw-r--r--"));
        assertEquals(
                "delivery.mail.password-env = WORD: there is no such environment variable",
                assertThrows(
                                IOException.class,
                                () -> SecretSource.env("WORD").readText("delivery.mail.password", 64, name -> null))
                        .getMessage());
    }

    private static String textRefusal(SecretSource source, int maxBytes) {
        return assertThrows(IOException.class, () -> source.readText("delivery.mail.password", maxBytes))
                .getMessage();
    }
}
