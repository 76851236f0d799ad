package io.ringfence.config.file;

import io.ringfence.transport.account.AccountsConfig;
import io.ringfence.transport.account.PasswordConfig;
import io.ringfence.transport.account.ThrottleConfig;
import io.ringfence.transport.account.TokenConfig;
import io.ringfence.transport.account.VaultConfig;
import java.nio.file.Path;
import java.util.Optional;

/** The section of users, tokens and broker keys. */
final class AccessSection {
    private AccessSection() {}

    /** Absent where nobody logs in. */
    static Optional<AccountsConfig> read(Section section) {
        boolean isEnabled = section.flag("enabled");
        AccountsConfig config = new AccountsConfig(
                section.parsed("directory", "a path", Path::of),
                section.choice("registration", Registration.class) == Registration.OPEN,
                section.integer("max-users"),
                section.durationMs("reload"),
                passwords(section.section("passwords")),
                tokens(section.section("tokens")),
                throttle(section.section("throttle")),
                vault(section.section("vault")));
        section.end();
        return isEnabled ? Optional.of(config) : Optional.empty();
    }

    private enum Registration {
        OPEN,
        CLOSED
    }

    private static PasswordConfig passwords(Section section) {
        PasswordConfig config = new PasswordConfig(
                section.integer("memory-kib"),
                section.integer("iterations"),
                section.integer("parallelism"),
                section.integer("threads"),
                section.integer("queue-length"));
        section.end();
        return config.checkStrength();
    }

    private static TokenConfig tokens(Section section) {
        TokenConfig config = new TokenConfig(
                Secrets.needed(section, "key"),
                Secrets.source(section, "previous-key"),
                section.text("issuer"),
                section.text("audience"),
                section.durationMs("lifetime"),
                section.durationNs("max-session") / 1_000_000,
                section.durationMs("clock-skew"));
        section.end();
        return config;
    }

    private static ThrottleConfig throttle(Section section) {
        ThrottleConfig config = new ThrottleConfig(
                section.integer("free-failures-per-user"),
                section.integer("free-failures-per-address"),
                section.durationMs("delay"),
                section.durationMs("max-delay"),
                section.durationMs("forget"),
                section.integer("max-entries"));
        section.end();
        return config;
    }

    private static VaultConfig vault(Section section) {
        VaultConfig config = new VaultConfig(
                Secrets.needed(section, "key"), section.integer("max-keys"), section.integer("max-keys-per-account"));
        section.end();
        return config;
    }
}
