package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directory with one queue file.
 *
 * @param number from 1, in order of creation
 * @param directory {@code segment-NUMBER} in the journal's directory
 */
record Segment(int number, Path directory) {
    private static final Pattern NAME = Pattern.compile("segment-(\\d{8,9})");

    static Segment of(Path journal, int number) {
        return new Segment(number, journal.resolve(String.format("segment-%08d", number)));
    }

    /** All segments of a journal, oldest first; none when it has no directory. */
    static List<Segment> list(Path journal) throws IOException {
        List<Segment> segments = new ArrayList<>();
        if (!Files.isDirectory(journal)) {
            return segments;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(journal)) {
            for (Path entry : entries) {
                Matcher name = NAME.matcher(entry.getFileName().toString());
                if (name.matches() && Files.isDirectory(entry)) {
                    segments.add(new Segment(Integer.parseInt(name.group(1)), entry));
                }
            }
        }
        segments.sort(Comparator.comparingInt(Segment::number));
        return segments;
    }

    /** Size of the queue's file, 0 while it has none. */
    long fileBytes() throws IOException {
        try {
            Path file = file();
            return file == null ? 0 : Files.size(file);
        } catch (NoSuchFileException removedMeanwhile) {
            return 0;
        }
    }

    /**
     * The queue's file, or null when it was not made yet.
     *
     * @throws NoSuchFileException when the segment was removed, as a host does with one it made ahead and never used
     */
    Path file() throws IOException {
        Path found = null;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.cq4")) {
            for (Path file : files) {
                if (found != null) {
                    throw new IOException(directory + ": expected one .cq4 file, found " + found.getFileName() + " and "
                            + file.getFileName());
                }
                found = file;
            }
        }
        return found;
    }
}
