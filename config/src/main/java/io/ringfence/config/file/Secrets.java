package io.ringfence.config.file;

import io.ringfence.transport.account.SecretSource;
import java.nio.file.Path;
import java.util.Optional;

/** Where a secret is found: {@code KEY-file} or {@code KEY-env}, one of them. */
final class Secrets {
    private Secrets() {}

    static SecretSource needed(Section section, String key) {
        return source(section, key)
                .orElseThrow(() -> section.fault("expected " + key + "-file or " + key + "-env, found neither"));
    }

    static Optional<SecretSource> source(Section section, String key) {
        boolean hasFile = section.has(key + "-file");
        boolean hasEnv = section.has(key + "-env");
        if (hasFile && hasEnv) {
            throw section.refusal(
                    key + "-env",
                    "expected this or " + key + "-file, not both; " + key + "-file = null takes the default away");
        }
        if (hasFile) {
            return Optional.of(SecretSource.file(section.parsed(key + "-file", "a path", Path::of)));
        }
        try {
            return hasEnv ? Optional.of(SecretSource.env(section.text(key + "-env"))) : Optional.empty();
        } catch (IllegalArgumentException invalid) {
            throw section.refusal(key + "-env", "expected the name of an environment variable, A-Z a-z 0-9 _");
        }
    }
}
