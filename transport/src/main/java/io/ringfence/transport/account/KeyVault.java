package io.ringfence.transport.account;

import io.ringfence.transport.file.SharedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys to brokers, sealed under a master key in {@code keys.json}. In memory they are sealed as well; one is in the clear from
 * {@link #open} to the close of what it returns.
 *
 * <p>Thread-safe. {@link #list} and {@link #open} wait for nothing; the others read and write files and are not for event
 * loops. Several processes may change the file, as with {@link Users}.
 */
public final class KeyVault {
    private final VaultConfig config;
    private final SecureRandom random = new SecureRandom();
    /** Guarded by this. */
    private final SharedFile file;
    /** Set by {@link #start}. */
    private volatile SecretKey master;
    /** Written under this; read by anyone. */
    private volatile List<SealedKey> keys = List.of();

    /** A vault in a directory; {@link #start} opens it. */
    public KeyVault(Path directory, VaultConfig config) {
        this.config = config;
        file = new SharedFile(directory.resolve("keys.json"), VaultFile.maxBytes(config.maxKeys()));
    }

    /**
     * Reads the master key, which is made where its file is absent and nothing is sealed yet, and every entry.
     *
     * @throws IOException when the key is missing or is not the one that entries were sealed with, or the file is damaged
     */
    public synchronized void start() throws IOException {
        byte[] key = file.read().isPresent()
                ? config.key().readExisting("vault.key")
                : config.key().read("vault.key");
        if (key.length != SecretSource.KEY_BYTES) {
            throw new IOException(
                    "access.vault.key: expected " + SecretSource.KEY_BYTES + " bytes, found " + key.length);
        }
        master = new SecretKeySpec(key, "AES");
        Arrays.fill(key, (byte) 0);
        keys = load();
    }

    /** Seals a key, in place of the account's one of that name. The caller closes what it gave. */
    public void put(BrokerKey key, long nowMs) throws IOException {
        SealedKey sealed = SealedKey.seal(key, nowMs, master, random);
        change(before -> {
            List<SealedKey> after = without(before, key.accountId(), key.keyName());
            if (after.size() >= config.maxKeys()) {
                throw new AccountException(
                        AccountError.TOO_MANY,
                        "there are " + config.maxKeys() + " broker keys, as many as access.vault.max-keys allows");
            }
            if (count(after, key.accountId()) >= config.maxKeysPerAccount()) {
                throw new AccountException(
                        AccountError.TOO_MANY,
                        "account " + key.accountId() + " has " + config.maxKeysPerAccount()
                                + " broker keys, as many as access.vault.max-keys-per-account allows");
            }
            after.add(sealed);
            return after;
        });
    }

    /** Removes a key. */
    public void remove(int accountId, String keyName) throws IOException {
        change(before -> {
            List<SealedKey> after = without(before, accountId, keyName);
            if (after.size() == before.size()) {
                throw unknown(accountId, keyName);
            }
            return after;
        });
    }

    /** What may be shown of an account's keys, in the order they were put. */
    public List<BrokerKeyInfo> list(int accountId) {
        return keys.stream()
                .map(SealedKey::info)
                .filter(info -> info.accountId() == accountId)
                .toList();
    }

    /** A key in the clear, which the caller closes. */
    public BrokerKey open(int accountId, String keyName) {
        for (SealedKey key : keys) {
            if (is(key, accountId, keyName)) {
                try {
                    return key.open(master);
                } catch (AEADBadTagException e) {
                    throw new IllegalStateException("an entry that could be opened before cannot any more", e);
                }
            }
        }
        throw unknown(accountId, keyName);
    }

    /** Reads the file again where another process changed it; what was known stays where it is damaged. */
    public synchronized boolean refresh() throws IOException {
        if (!file.hasChanged()) {
            return false;
        }
        keys = load();
        return true;
    }

    private interface Change {
        List<SealedKey> apply(List<SealedKey> before);
    }

    private synchronized void change(Change change) throws IOException {
        file.locked(() -> {
            refresh();
            List<SealedKey> after = List.copyOf(change.apply(keys));
            file.replace(VaultFile.encode(after));
            keys = after;
            return after;
        });
    }

    private List<SealedKey> load() throws IOException {
        try {
            Optional<byte[]> bytes = file.read();
            List<SealedKey> read = bytes.isPresent() ? VaultFile.decode(file.path(), bytes.get()) : new ArrayList<>();
            check(read);
            return List.copyOf(read);
        } catch (IOException e) {
            file.forget();
            throw e;
        }
    }

    /** Every entry is opened once, so that a wrong master key is found at the start and not with the first order. */
    private void check(List<SealedKey> read) throws IOException {
        List<String> damaged = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SealedKey key : read) {
            String name =
                    "\"" + key.info().keyName() + "\" of account " + key.info().accountId();
            if (!names.add(name)) {
                throw new IOException(file.path() + ": the key " + name + " stands there twice");
            }
            try {
                key.open(master).close();
            } catch (AEADBadTagException e) {
                damaged.add(name);
            }
        }
        if (!damaged.isEmpty() && damaged.size() == read.size()) {
            throw new IOException(file.path() + ": no entry can be opened: access.vault.key is not the master key that"
                    + " they were sealed with, or the file was changed");
        }
        if (!damaged.isEmpty()) {
            throw new IOException(file.path() + ": the key " + damaged.get(0)
                    + " cannot be opened: its entry was changed, or sealed with another master key");
        }
    }

    private static List<SealedKey> without(List<SealedKey> before, int accountId, String keyName) {
        List<SealedKey> after = new ArrayList<>(before);
        after.removeIf(key -> is(key, accountId, keyName));
        return after;
    }

    private static long count(List<SealedKey> keys, int accountId) {
        return keys.stream().filter(key -> key.info().accountId() == accountId).count();
    }

    private static boolean is(SealedKey key, int accountId, String keyName) {
        return key.info().accountId() == accountId && key.info().keyName().equals(keyName);
    }

    private static AccountException unknown(int accountId, String keyName) {
        BrokerKey.checkKeyName(keyName);
        return new AccountException(
                AccountError.UNKNOWN_KEY, "keyName = \"" + keyName + "\": account " + accountId + " has no such key");
    }

    /** Without what it holds. */
    @Override
    public String toString() {
        return "KeyVault[" + file.path() + "]";
    }
}
