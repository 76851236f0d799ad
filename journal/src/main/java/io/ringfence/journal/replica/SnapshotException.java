package io.ringfence.journal.replica;

/** A snapshot that no host can go on from: the message says which file and why. */
public final class SnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SnapshotException(String message) {
        super(message);
    }
}
