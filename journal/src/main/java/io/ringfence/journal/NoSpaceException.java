package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A file could not be given its blocks. Whatever it had got was given back. */
final class NoSpaceException extends IOException {
    private static final long serialVersionUID = 1L;

    NoSpaceException(Path file, long neededBytes, long freeBytes) {
        super(file + ": " + freeBytes + " bytes free, " + neededBytes + " needed");
    }
}
