package io.ringfence.journal;

import java.nio.file.Path;

/** Another host has the journal open. */
public final class JournalLockedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    JournalLockedException(Path directory, String holder) {
        super("the journal " + directory + " is in use by another host: " + holder);
    }
}
