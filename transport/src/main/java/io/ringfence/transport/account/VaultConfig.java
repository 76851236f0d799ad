package io.ringfence.transport.account;

/**
 * Where broker keys are sealed.
 *
 * @param key the master key, 32 bytes; a file that is not there yet is made
 * @param maxKeys most broker keys, of all accounts
 * @param maxKeysPerAccount most of one account, so that no user takes the room of all
 */
public record VaultConfig(SecretSource key, int maxKeys, int maxKeysPerAccount) {
    /** Validates. */
    public VaultConfig {
        Bounds.check("vault.max-keys", maxKeys, 1, 10_000);
        Bounds.check("vault.max-keys-per-account", maxKeysPerAccount, 1, 10_000);
    }

    /** Room for 1,024 keys, 16 of an account. */
    public static VaultConfig defaults(SecretSource key) {
        return new VaultConfig(key, 1_024, 16);
    }
}
