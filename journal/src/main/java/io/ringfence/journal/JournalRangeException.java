package io.ringfence.journal;

/** A journal that is sound, but does not have the events from where it was to be read on. */
public final class JournalRangeException extends JournalDamagedException {
    private static final long serialVersionUID = 1L;

    JournalRangeException(Finding finding) {
        super("the journal cannot be read from there: ", finding);
    }
}
