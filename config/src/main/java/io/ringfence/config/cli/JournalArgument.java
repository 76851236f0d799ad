package io.ringfence.config.cli;

import io.ringfence.journal.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** The option that names a journal. */
final class JournalArgument {
    private JournalArgument() {}

    /** Opens it for reading. */
    static JournalReader open(Path directory) {
        check(directory);
        return new JournalReader(directory);
    }

    /**
     * Holds it to be a journal.
     *
     * @throws ArgumentException when it is none, since an empty answer would look like a good one
     */
    static void check(Path directory) {
        if (!JournalReader.isJournal(directory)) {
            Path inside = directory.resolve("journal");
            String hint = JournalReader.isJournal(inside) ? "; is " + inside + " meant?" : "";
            String found = Files.isDirectory(directory) ? " (it holds no segment-00000001 or later)" : "";
            throw new ArgumentException("--journal", directory, "a journal's directory" + found + hint);
        }
    }
}
