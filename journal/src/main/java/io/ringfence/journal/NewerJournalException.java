package io.ringfence.journal;

/** A journal has events of a newer build, which this one cannot replay: what it would leave out is not known to it. */
public final class NewerJournalException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    NewerJournalException(Finding finding) {
        super("the journal cannot be replayed by this build: " + finding.describe());
        this.finding = finding;
    }

    /** Where the first of them stands, and its version. */
    public Finding finding() {
        return finding;
    }
}
