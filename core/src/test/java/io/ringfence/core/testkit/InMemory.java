package io.ringfence.core.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Temporary directories on a file system in memory. */
public final class InMemory implements TempDirFactory {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws Exception {
        return Files.isDirectory(SHARED_MEMORY)
                ? Files.createTempDirectory(SHARED_MEMORY, "ringfence")
                : Files.createTempDirectory("ringfence");
    }

    /** Skips a test where there is none. */
    public static void assume() {
        Assumptions.assumeTrue(Files.isDirectory(SHARED_MEMORY), "skipped: there is no " + SHARED_MEMORY + " here");
    }
}
