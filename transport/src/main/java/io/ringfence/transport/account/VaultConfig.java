package io.ringfence.transport.account;

/**
 * Where broker keys are sealed.
 *
 * @param key the master key, 32 bytes; a file that is not there yet is made
 * @param maxKeys most broker keys, of all accounts
 */
public record VaultConfig(SecretSource key, int maxKeys) {
    /** Validates. */
    public VaultConfig {
        Bounds.check("vault.max-keys", maxKeys, 1, 10_000);
    }

    /** Room for 1,024 keys. */
    public static VaultConfig defaults(SecretSource key) {
        return new VaultConfig(key, 1_024);
    }
}
