package io.ringfence.journal;

/** A journal has damage that is no torn end: events that were accepted are missing or changed. */
public class JournalDamagedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    JournalDamagedException(Finding finding) {
        this("the journal is damaged: ", finding);
    }

    JournalDamagedException(String what, Finding finding) {
        super(what + finding.describe());
        this.finding = finding;
    }

    /** Where and what. */
    public Finding finding() {
        return finding;
    }
}
