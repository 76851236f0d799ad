package io.ringfence.transport.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyVaultTest {
    private static final String KEY = "AKIA-0123456789-WXYZ";
    private static final String SECRET = "s3cret/that+nobody=sees";
    private static final String PASSPHRASE = "open sesame";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("keys.json");
    }

    private KeyVault vault(int maxKeys) throws IOException {
        return vault(maxKeys, maxKeys);
    }

    private KeyVault vault(int maxKeys, int maxKeysPerAccount) throws IOException {
        SecretSource master = SecretSource.file(directory.resolve("vault.key"));
        KeyVault vault = new KeyVault(directory, new VaultConfig(master, maxKeys, maxKeysPerAccount));
        vault.start();
        return vault;
    }

    private KeyVault vault() throws IOException {
        return vault(16);
    }

    private static BrokerKey key(int accountId, String name) {
        return new BrokerKey(
                accountId, name, "simulated", KEY.toCharArray(), SECRET.toCharArray(), PASSPHRASE.toCharArray());
    }

    @Test
    void shouldGiveAKeyBackWhenReopened() throws IOException {
        vault().put(key(7, "main"), 42);
        KeyVault vault = vault();
        try (BrokerKey opened = vault.open(7, "main")) {
            assertEquals(
                    List.of("simulated", KEY, SECRET, PASSPHRASE),
                    List.of(
                            opened.gateway(),
                            new String(opened.key()),
                            new String(opened.secret()),
                            new String(opened.passphrase())));
        }
        assertEquals(List.of(new BrokerKeyInfo(7, "main", "simulated", "WXYZ", 42)), vault.list(7));
        assertEquals(List.of(), vault.list(8));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void shouldReplaceAndRemoveWhenAsked() throws IOException {
        KeyVault vault = vault(2);
        vault.put(key(7, "main"), 1);
        vault.put(key(8, "main"), 2);
        vault.put(key(7, "main"), 3);
        assertEquals(
                "there are 2 broker keys, as many as access.vault.max-keys allows",
                assertThrows(AccountException.class, () -> vault.put(key(9, "main"), 4))
                        .getMessage());
        vault.remove(8, "main");
        assertEquals(
                "keyName = \"main\": account 8 has no such key",
                assertThrows(AccountException.class, () -> vault.remove(8, "main"))
                        .getMessage());
        assertEquals(
                AccountError.UNKNOWN_KEY,
                assertThrows(AccountException.class, () -> vault.open(8, "main"))
                        .error());
        assertEquals(3, vault().list(7).get(0).createdMs());
    }

    @Test
    void shouldLeaveRoomForOthersWhenAnAccountHasAsManyAsOneMayHave() throws IOException {
        KeyVault vault = vault(16, 2);
        vault.put(key(7, "main"), 1);
        vault.put(key(7, "spare"), 2);
        AccountException refused = assertThrows(AccountException.class, () -> vault.put(key(7, "third"), 3));
        assertEquals(
                "TOO_MANY account 7 has 2 broker keys, as many as access.vault.max-keys-per-account allows",
                refused.error() + " " + refused.getMessage());
        vault.put(key(7, "spare"), 4);
        vault.put(key(8, "main"), 5);
        vault.remove(7, "main");
        vault.put(key(7, "third"), 6);
        assertEquals(
                List.of("spare", "third"),
                vault().list(7).stream().map(BrokerKeyInfo::keyName).toList());
        assertEquals(1, vault().list(8).size());
    }

    @Test
    void shouldSeeChangesWhenAnotherProcessMadeThem() throws IOException {
        KeyVault host = vault();
        KeyVault other = vault();
        other.put(key(7, "main"), 1);
        assertTrue(host.refresh());
        assertFalse(host.refresh());
        host.put(key(7, "second"), 2);
        other.put(key(7, "third"), 3);
        assertEquals(
                List.of("main", "second", "third"),
                vault().list(7).stream().map(BrokerKeyInfo::keyName).toList());
    }

    @Test
    void shouldNotStartWhenTheMasterKeyIsAnother() throws IOException {
        vault().put(key(7, "main"), 1);
        Files.delete(directory.resolve("vault.key"));
        IOException missing = assertThrows(IOException.class, this::vault);
        assertTrue(missing.getMessage().startsWith("access.vault.key-file = "), missing.getMessage());
        SecretSource.file(directory.resolve("vault.key")).read("vault.key");
        assertEquals(
                file + ": no entry can be opened: access.vault.key is not the master key that they were sealed with, or"
                        + " the file was changed",
                assertThrows(IOException.class, this::vault).getMessage());
    }

    /** Every bit of the file: it is refused, or says what it said before. */
    @Test
    void shouldNeverOpenAnythingElseWhenABitIsFlipped() throws IOException {
        KeyVault vault = vault();
        vault.put(key(7, "main"), 1);
        vault.put(key(8, "main"), 1);
        byte[] whole = Files.readAllBytes(file);
        int harmless = 0;
        for (int i = 0; i < whole.length * 8; i++) {
            byte[] flipped = whole.clone();
            flipped[i / 8] ^= (byte) (1 << (i % 8));
            Files.write(file, flipped);
            try {
                KeyVault opened = vault();
                try (BrokerKey key = opened.open(7, "main")) {
                    assertEquals(SECRET, new String(key.secret()));
                    assertEquals("simulated", key.gateway());
                }
                harmless++;
            } catch (IOException refused) {
                assertFalse(refused.getMessage().contains(SECRET));
            }
        }
        // White space, and bits of base64 that decode to nothing.
        assertTrue(harmless < whole.length, () -> "too many that did not matter");
    }

    @Test
    void shouldRefuseAnEntryWhenItIsMovedToAnotherAccount() throws IOException {
        KeyVault vault = vault();
        vault.put(key(7, "main"), 1);
        vault.put(key(8, "spare"), 1);
        String text = Files.readString(file);
        for (String[] change : new String[][] {
            {"\"accountId\" : 7", "\"accountId\" : 9"},
            {"\"main\"", "\"other\""},
            {"\"simulated\"", "\"elsewhere\""},
            {"WXYZ", "ABCD"},
            {"\"createdMs\" : 1", "\"createdMs\" : 2"}
        }) {
            String changed = text.replaceFirst(Pattern.quote(change[0]), change[1]);
            assertFalse(changed.equals(text), change[0]);
            Files.writeString(file, changed);
            IOException refused = assertThrows(IOException.class, this::vault, change[0]);
            assertTrue(refused.getMessage().contains("cannot be opened: its entry was changed"), refused.getMessage());
        }
        // The sealed part of one entry in the place of the other's.
        Matcher sealed = Pattern.compile("\"nonce\" : \"[^\"]+\",\\s+\"sealed\" : \"[^\"]+\"")
                .matcher(text);
        assertTrue(sealed.find());
        String first = sealed.group();
        assertTrue(sealed.find());
        String second = sealed.group();
        Files.writeString(file, text.replace(first, "X").replace(second, first).replace("X", second));
        assertThrows(IOException.class, this::vault);
    }

    @Test
    void shouldDrawANonceOfItsOwnWhenTheSameKeyIsSealedAgain() throws IOException {
        KeyVault vault = vault();
        Set<String> nonces = new HashSet<>();
        Pattern nonce = Pattern.compile("\"nonce\" : \"([^\"]+)\"");
        for (int i = 0; i < 50; i++) {
            vault.put(key(7, "main"), 1);
            Matcher found = nonce.matcher(Files.readString(file));
            assertTrue(found.find());
            nonces.add(found.group(1));
        }
        assertEquals(50, nonces.size());
    }

    @Test
    void shouldShowNothingSecretWhenPrintedOrWritten() throws IOException {
        KeyVault vault = vault();
        BrokerKey key = key(7, "main");
        vault.put(key, 1);
        String text = Files.readString(file) + key + vault + vault.list(7) + vault.open(7, "main");
        for (String secret : List.of(KEY, KEY.substring(0, 8), SECRET, PASSPHRASE)) {
            assertFalse(text.contains(secret), secret);
        }
        byte[] sealed = Files.readAllBytes(file);
        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains(SECRET));
    }

    @Test
    void shouldWipeAKeyWhenClosed() {
        BrokerKey key = key(7, "main");
        key.close();
        assertArrayEquals(new char[KEY.length()], key.key());
        assertArrayEquals(new char[SECRET.length()], key.secret());
        assertArrayEquals(new char[PASSPHRASE.length()], key.passphrase());
    }

    @Test
    void shouldShowNoEndingWhenAKeyIsShort() throws IOException {
        KeyVault vault = vault();
        vault.put(new BrokerKey(7, "s", "x", "12345678901".toCharArray(), new char[] {'a'}, new char[0]), 1);
        assertEquals("", vault.list(7).get(0).keyEnding());
    }

    @Test
    void shouldNameTheFieldAndNotTheValueWhenAKeyIsRefused() {
        char[] some = SECRET.toCharArray();
        char[] none = {};
        assertEquals(
                List.of(
                        "key: expected 1 to 512 characters",
                        "secret: expected 1 to 4096 characters",
                        "secret: expected printable ASCII characters",
                        "keyName: expected 1 to 32 of A-Z a-z 0-9 - _ .",
                        "gateway: expected 1 to 32 of a-z 0-9 -"),
                List.of(
                        message(() -> new BrokerKey(7, "n", "g", none, some, none)),
                        message(() -> new BrokerKey(7, "n", "g", some, new char[5_000], none)),
                        message(() -> new BrokerKey(7, "n", "g", some, "\u00e4".toCharArray(), none)),
                        message(() -> new BrokerKey(7, SECRET, "g", some, some, none)),
                        message(() -> new BrokerKey(7, "n", SECRET, some, some, none))));
    }

    private static String message(org.junit.jupiter.api.function.Executable work) {
        return assertThrows(AccountException.class, work).getMessage();
    }
}
