package io.ringfence.journal;

import java.nio.file.Path;

/**
 * A journal, or its event log, has damage that is no torn end: events that were accepted, or outputs that were kept, are
 * missing or changed.
 */
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

    private JournalDamagedException(Finding finding, String message) {
        super(message);
        this.finding = finding;
    }

    /** The same of an event log, whose sequences are its positions; says what an operator can do. */
    public JournalDamagedException ofEventLog(Path directory) {
        return new JournalDamagedException(
                finding,
                "the event log is damaged: " + finding.describeOfEventLog() + "; it is made from the journal: move "
                        + directory + " away, and the next start makes it again");
    }

    /** Where and what. */
    public Finding finding() {
        return finding;
    }
}
