package io.ringfence.journal.replica;

import java.nio.file.Path;

/** A snapshot that no host can go on from: the message says which file and why. */
public final class SnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    SnapshotException(Path file, String problem) {
        super(file + ": " + problem);
        this.problem = problem;
    }

    /** Why, without the file. */
    public String problem() {
        return problem;
    }
}
