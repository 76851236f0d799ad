package io.ringfence.transport.account;

import java.nio.file.Path;

/**
 * Who may use a host, and the bound on everything that is kept about them. Read in section {@code access}, since {@code
 * accounts} are those that are traded for.
 *
 * @param directory where users and broker keys are kept; made with mode 0700
 * @param isRegistrationOpen whether anyone who reaches the edge may become a user; the command line always can
 * @param maxUsers most users
 * @param reloadMs from one look at whether another process changed a file to the next
 * @param passwords how passwords are hashed
 * @param tokens how logins are told from each other
 * @param throttle what failed logins cost
 * @param vault where broker keys are sealed
 */
public record AccountsConfig(
        Path directory,
        boolean isRegistrationOpen,
        int maxUsers,
        int reloadMs,
        PasswordConfig passwords,
        TokenConfig tokens,
        ThrottleConfig throttle,
        VaultConfig vault) {

    /** Validates. */
    public AccountsConfig {
        if (directory.toString().isBlank()) {
            throw Bounds.refusal("directory", "\"\"", "a path");
        }
        Bounds.check("max-users", maxUsers, 1, 100_000);
        Bounds.checkMs("reload", reloadMs, 10, 3_600_000);
    }

    /** Closed registration, 1,000 users, keys made in the directory, everything else as its part has it. */
    public static AccountsConfig defaults(Path directory) {
        return new AccountsConfig(
                directory,
                false,
                1_000,
                1_000,
                PasswordConfig.defaults(),
                TokenConfig.defaults(SecretSource.file(directory.resolve("token.key"))),
                ThrottleConfig.defaults(),
                VaultConfig.defaults(SecretSource.file(directory.resolve("vault.key"))));
    }

    /** The same with other parameters of the hash. */
    public AccountsConfig withPasswords(PasswordConfig other) {
        return new AccountsConfig(directory, isRegistrationOpen, maxUsers, reloadMs, other, tokens, throttle, vault);
    }

    /** The same with another bound on users. */
    public AccountsConfig withMaxUsers(int count) {
        return new AccountsConfig(directory, isRegistrationOpen, count, reloadMs, passwords, tokens, throttle, vault);
    }

    /** The same with registration open or closed. */
    public AccountsConfig withRegistrationOpen(boolean isOpen) {
        return new AccountsConfig(directory, isOpen, maxUsers, reloadMs, passwords, tokens, throttle, vault);
    }

    /** The same with another throttle. */
    public AccountsConfig withThrottle(ThrottleConfig other) {
        return new AccountsConfig(directory, isRegistrationOpen, maxUsers, reloadMs, passwords, tokens, other, vault);
    }
}
