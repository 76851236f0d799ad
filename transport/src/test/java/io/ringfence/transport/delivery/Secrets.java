package io.ringfence.transport.delivery;

import io.ringfence.transport.account.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Secrets in files that only their owner may read. */
public final class Secrets {
    private Secrets() {}

    public static SecretSource in(Path directory, String text) throws IOException {
        Path file = Files.createTempFile(
                directory,
                "secret",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
        return SecretSource.file(file);
    }
}
