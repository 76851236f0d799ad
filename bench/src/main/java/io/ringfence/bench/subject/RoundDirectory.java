package io.ringfence.bench.subject;

import io.ringfence.bench.Arguments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory of one round. Deleted when it is closed, and when the process is asked to end before that: a journal may be
 * gigabytes.
 */
public final class RoundDirectory implements AutoCloseable {
    private static final int MAX_LOOKS = 200;
    private static final int LOOK_MS = 20;
    /** So many looks in a row that find nothing: nobody makes files in it any more. */
    private static final int LAST_LOOKS = 5;

    private final Path path;
    private final Thread atExit = new Thread(this::deleteWhileInUse, "round-directory");

    private RoundDirectory(Path path) {
        this.path = path;
    }

    /** Makes one below a directory, which is made where it is missing. */
    public static RoundDirectory in(Path parent) throws IOException {
        String name = "ringfence-bench-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        RoundDirectory made = new RoundDirectory(parent.resolve(name));
        // First, so that there is no moment at which it is there and would stay.
        Runtime.getRuntime().addShutdownHook(made.atExit);
        Files.createDirectories(made.path);
        return made;
    }

    /** For as long as it is open. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        Arguments.delete(path);
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** The round's own threads run on, and may still make files. */
    private void deleteWhileInUse() {
        int absent = 0;
        for (int look = 0; look < MAX_LOOKS && absent < LAST_LOOKS; look++) {
            try {
                if (Files.exists(path)) {
                    absent = 0;
                    Arguments.delete(path);
                } else {
                    absent++;
                }
            } catch (IOException | UncheckedIOException stillInUse) {
                absent = 0;
            }
            try {
                Thread.sleep(LOOK_MS);
            } catch (InterruptedException asked) {
                return;
            }
        }
    }
}
