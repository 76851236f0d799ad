package io.ringfence.transport.account;

import java.util.Arrays;

/**
 * A key to a broker in the clear. {@link #close} wipes it; whoever has one closes it.
 *
 * @param accountId of the core, whose it is
 * @param keyName by which the account's settings name it: 1 to 32 of A-Z a-z 0-9 - _ .
 * @param gateway that it is for: 1 to 32 of a-z 0-9 -
 * @param key 1 to 512 characters
 * @param secret 1 to 4,096 characters, since some are whole private keys
 * @param passphrase up to 512 characters, none where the broker has none
 */
public record BrokerKey(int accountId, String keyName, String gateway, char[] key, char[] secret, char[] passphrase)
        implements AutoCloseable {
    static final int MAX_KEY_CHARS = 512;
    static final int MAX_SECRET_CHARS = 4_096;

    /** Validates; copies nothing. */
    public BrokerKey {
        User.checkAccount(accountId);
        checkKeyName(keyName);
        if (gateway == null || !gateway.matches("[a-z0-9-]{1,32}")) {
            throw AccountException.invalidSecret("gateway", "1 to 32 of a-z 0-9 -");
        }
        check("key", key, 1, MAX_KEY_CHARS);
        check("secret", secret, 1, MAX_SECRET_CHARS);
        check("passphrase", passphrase, 0, MAX_KEY_CHARS);
    }

    static void checkKeyName(String keyName) {
        if (!User.isName(keyName)) {
            // People paste the key itself into the wrong field.
            throw AccountException.invalidSecret("keyName", "1 to 32 of A-Z a-z 0-9 - _ .");
        }
    }

    private static void check(String field, char[] value, int min, int max) {
        if (value == null || value.length < min || value.length > max) {
            throw AccountException.invalidSecret(field, min + " to " + max + " characters");
        }
        for (char c : value) {
            // New lines stand in private keys.
            if ((c < ' ' && c != '\n' && c != '\r') || c > '~') {
                throw AccountException.invalidSecret(field, "printable ASCII characters");
            }
        }
    }

    /** Wipes what is secret. */
    @Override
    public void close() {
        Arrays.fill(key, '\0');
        Arrays.fill(secret, '\0');
        Arrays.fill(passphrase, '\0');
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "BrokerKey[accountId=" + accountId + ", keyName=" + keyName + ", gateway=" + gateway + "]";
    }
}
