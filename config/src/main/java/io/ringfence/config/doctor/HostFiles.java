package io.ringfence.config.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what the kernel tells in files. What is not there or cannot be read is absent: a kernel may lack any of them, and a
 * container may hide any of them.
 */
public final class HostFiles {
    private final Path root;

    private HostFiles(Path root) {
        this.root = root;
    }

    /** Those of the host this runs on. */
    public static HostFiles ofThisHost() {
        return new HostFiles(Path.of("/"));
    }

    /** Those of a tree that has a {@code proc} and a {@code sys} of its own. */
    public static HostFiles under(Path root) {
        return new HostFiles(root);
    }

    /** A file's text without the white space around it. */
    Optional<String> text(String path) {
        try {
            // Bytes that are no text are replaced; a mount point may have such a name.
            return Optional.of(new String(Files.readAllBytes(at(path)), StandardCharsets.UTF_8).strip());
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }

    /** A file's lines, none where it cannot be read. */
    List<String> lines(String path) {
        return text(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** The whole number that a file holds, absent where it holds anything else. */
    OptionalLong number(String path) {
        return text(path).map(HostFiles::wholeNumber).orElse(OptionalLong.empty());
    }

    /** What stands behind {@code NAME:} in a file of such lines; the first where there are several. */
    Optional<String> field(String path, String name) {
        return lines(path).stream()
                .filter(line -> line.startsWith(name)
                        && line.substring(name.length()).strip().startsWith(":"))
                .map(line ->
                        line.substring(line.indexOf(':', name.length()) + 1).strip())
                .findFirst();
    }

    /** Names in a directory, in order; none where it cannot be read. */
    List<String> names(String directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(at(directory))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException | SecurityException unreadable) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    boolean exists(String path) {
        return Files.exists(at(path));
    }

    private Path at(String path) {
        return root.resolve(path.substring(1));
    }

    /** Absent where the text cannot be a path. */
    static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    static OptionalLong wholeNumber(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
