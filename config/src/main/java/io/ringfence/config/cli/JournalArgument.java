package io.ringfence.config.cli;

import io.ringfence.journal.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The option that names a journal. */
final class JournalArgument {
    private JournalArgument() {}

    /** Opens it for reading; a usage error when there is no such directory. */
    static JournalReader open(Path directory, CommandSpec spec) {
        check(directory, spec);
        return new JournalReader(directory);
    }

    static void check(Path directory, CommandSpec spec) {
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(
                    spec.commandLine(), "--journal = " + directory + ": expected a journal's directory");
        }
    }
}
