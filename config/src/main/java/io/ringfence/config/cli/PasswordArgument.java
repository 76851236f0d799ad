package io.ringfence.config.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Option;

/** Where a password comes from. Never an option's value: those are in the shell's history and in the list of processes. */
final class PasswordArgument {
    /** Far more than a password may have, so that what is too long is refused as such. */
    private static final int MAX_CHARS = 4_096;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = {
                "file whose first line is the password, - for standard input",
                "Without it the password is asked for twice and not shown; where there is no terminal, it is the first line of"
                        + " standard input."
            })
    private Path file;

    /** The caller wipes it. */
    char[] read() throws IOException {
        if (file != null && !file.toString().equals("-")) {
            if (!Files.isRegularFile(file)) {
                throw new ArgumentException("--password-file", file, "a file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return firstLine(in);
            }
        }
        Console console = System.console();
        if (file != null || console == null) {
            return firstLine(System.in);
        }
        return ask(console);
    }

    private static char[] ask(Console console) {
        char[] first = console.readPassword("password (10 characters or more): ");
        char[] second = first == null ? null : console.readPassword("once more: ");
        if (second == null) {
            throw new ArgumentException("no password was given");
        }
        boolean isSame = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!isSame) {
            Arrays.fill(first, '\0');
            throw new ArgumentException("the two passwords differ");
        }
        return first;
    }

    /** Not through a String, which could not be wiped. */
    private static char[] firstLine(InputStream in) throws IOException {
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        char[] read = new char[MAX_CHARS];
        int length = 0;
        for (int c = reader.read(); c >= 0 && c != '\n' && length < MAX_CHARS; c = reader.read()) {
            read[length++] = (char) c;
        }
        if (length > 0 && read[length - 1] == '\r') {
            length--;
        }
        char[] line = Arrays.copyOf(read, length);
        Arrays.fill(read, '\0');
        return line;
    }
}
