package io.ringfence.journal;

/** A journal has damage that is no torn end: events that were accepted are missing or changed. */
public final class JournalDamagedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    JournalDamagedException(Finding finding) {
        super("the journal is damaged: " + finding.describe());
        this.finding = finding;
    }

    /** Where and what. */
    public Finding finding() {
        return finding;
    }
}
