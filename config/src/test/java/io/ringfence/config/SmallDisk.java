package io.ringfence.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few MiB, in memory; a test that cannot have one is skipped. */
final class SmallDisk implements AutoCloseable {
    private final Path mountPoint;

    private SmallDisk(Path mountPoint) {
        this.mountPoint = mountPoint;
    }

    static SmallDisk mount(Path mountPoint, int mebibytes) throws IOException {
        Files.createDirectories(mountPoint);
        boolean isMounted;
        try {
            isMounted =
                    run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", mountPoint.toString()) == 0;
        } catch (IOException noSuchCommand) {
            isMounted = false;
        }
        Assumptions.assumeTrue(
                isMounted, "skipped: a small file system cannot be mounted here, which takes root on Linux");
        return new SmallDisk(mountPoint);
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Takes room away from everyone else. */
    Path fill(String name, int mebibytes) throws IOException {
        return Files.write(mountPoint.resolve(name), new byte[mebibytes << 20]);
    }

    @Override
    public void close() throws IOException {
        if (run("umount", "-l", mountPoint.toString()) != 0) {
            throw new IOException("cannot unmount " + mountPoint);
        }
    }
}
