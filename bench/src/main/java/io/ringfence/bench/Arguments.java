package io.ringfence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What scenarios take from the command line, and leave behind. */
public final class Arguments {
    private Arguments() {}

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException in one line, naming the argument, its value and what is expected
     */
    public static long number(String name, String text, long min, long max) {
        boolean isNumber = text.matches("[0-9]{1,18}");
        if (!isNumber || Long.parseLong(text) < min || Long.parseLong(text) > max) {
            throw new IllegalArgumentException(name + " = " + text + ": expected " + min + " to " + max);
        }
        return Long.parseLong(text);
    }

    /** Deletes a directory with all that is in it. */
    public static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(directory)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
