package io.ringfence.bench.report;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of files after names of subjects and points, which may hold anything. */
final class FileNames {
    private final Path directory;
    private final Set<String> taken = new HashSet<>();

    FileNames(Path directory) {
        this.directory = directory;
    }

    /** A file of its own, even where two names come to the same letters. */
    Path next(String name, String ending) {
        String letters =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-|-$", "");
        String unique = letters;
        for (int i = 2; !taken.add(unique); i++) {
            unique = letters + "-" + i;
        }
        return directory.resolve(unique + ending);
    }
}
