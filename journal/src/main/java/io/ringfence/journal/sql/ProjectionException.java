package io.ringfence.journal.sql;

import java.io.IOException;

/** The projection cannot go on, for a reason that a person has to mend: waiting does not help. */
public final class ProjectionException extends IOException {
    private static final long serialVersionUID = 1L;

    ProjectionException(String message) {
        super(message);
    }

    ProjectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
