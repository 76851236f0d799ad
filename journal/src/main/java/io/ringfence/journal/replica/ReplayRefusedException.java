package io.ringfence.journal.replica;

/** A journal that this host cannot replay to the same end: it lacks rules or plug-ins that the journal was written with. */
public final class ReplayRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayRefusedException(String message) {
        super(message);
    }
}
