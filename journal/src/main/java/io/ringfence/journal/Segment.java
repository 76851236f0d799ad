package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directory with one queue file.
 *
 * <p>A segment that is made in memory has up to three places. It is in {@link MemoryPlace} first; {@code archive-NUMBER} beside
 * the journal's segments is what of it is on the disk so far; once that is whole it becomes {@code segment-NUMBER}, and what
 * is in memory is removed. So the one in its home counts, before the one in memory, before the unfinished copy.
 *
 * @param number from 1, in order of creation
 * @param directory where it was found
 * @param home {@code segment-NUMBER} in the journal's directory, where it stays or will be
 */
record Segment(int number, Path directory, Path home) {
    private static final String COPY = "archive-";
    private static final Pattern NAME = Pattern.compile("segment-(\\d{8,9})");
    private static final Pattern COPY_NAME = Pattern.compile(COPY + "(\\d{8,9})");

    /** In the journal's directory. */
    static Segment of(Path journal, int number) {
        Path home = journal.resolve(String.format("segment-%08d", number));
        return new Segment(number, home, home);
    }

    /** The same in a directory in memory. */
    Segment in(Path memory) {
        return new Segment(number, memory.resolve(home.getFileName()), home);
    }

    /** What of it is on the disk while it is in memory. */
    Segment copy() {
        return new Segment(number, home.resolveSibling(String.format(COPY + "%08d", number)), home);
    }

    /** All segments of a journal, each where it counts, oldest first; none when it has no directory. */
    static List<Segment> list(Path journal) throws IOException {
        if (!Files.isDirectory(journal)) {
            return List.of();
        }
        Optional<Path> memory = MemoryPlace.of(journal);
        TreeMap<Integer, Segment> found = new TreeMap<>();
        // Memory first: what is moved to its home meanwhile is found twice then, and not never.
        if (memory.isPresent()) {
            for (int number : numbers(memory.get(), NAME)) {
                found.put(number, of(journal, number).in(memory.get()));
            }
        }
        for (int number : numbers(journal, COPY_NAME)) {
            Segment home = of(journal, number);
            if (!found.containsKey(number)) {
                found.put(number, placeOf(home, MemoryPlace.of(journal)));
            }
        }
        for (int number : numbers(journal, NAME)) {
            found.put(number, of(journal, number));
        }
        return new ArrayList<>(found.values());
    }

    /** Those in one directory, oldest first. */
    static List<Integer> numbers(Path directory) throws IOException {
        return numbers(directory, NAME);
    }

    private static List<Integer> numbers(Path directory, Pattern pattern) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Matcher name = pattern.matcher(entry.getFileName().toString());
                if (name.matches() && Files.isDirectory(entry)) {
                    numbers.add(Integer.parseInt(name.group(1)));
                }
            }
        } catch (NoSuchFileException removedMeanwhile) {
            return List.of();
        }
        numbers.sort(null);
        return numbers;
    }

    /** Of a segment whose copy was seen: since memory was looked into it may have been made there, and have come home. */
    private static Segment placeOf(Segment home, Optional<Path> memory) {
        Segment inMemory = memory.map(home::in).orElse(home);
        if (Files.isDirectory(inMemory.directory)) {
            return inMemory;
        }
        return Files.isDirectory(home.directory) ? home : home.copy();
    }

    boolean isHome() {
        return directory.equals(home);
    }

    /**
     * Whether it is what a machine that died has left of a segment in memory: whole up to some place and unknown behind. One
     * that is read beside a host, from where its memory cannot be seen, looks the same until it comes home.
     */
    boolean isPartial() {
        return directory.getFileName().toString().startsWith(COPY) && Files.isDirectory(directory);
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
     * The queue's file, where it is by now, or null when it was not made yet.
     *
     * @throws NoSuchFileException when the segment was removed, as a host does with one it made ahead and never used
     */
    Path file() throws IOException {
        if (isHome()) {
            return file(home);
        }
        try {
            Path found = file(directory);
            // One that is being removed from memory has lost its file before its directory.
            return found != null || !Files.isDirectory(home) ? found : file(home);
        } catch (NoSuchFileException moved) {
            return file(home);
        }
    }

    private static Path file(Path directory) throws IOException {
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
