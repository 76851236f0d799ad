package io.ringfence.journal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A journal that a released version wrote, and what that version put out for it: {@code golden/vVERSION/NAME} of the test
 * resources.
 */
record GoldenSet(int version, Path directory) {
    private static final String ENDING = ".cq4.gz";

    /** All sets of all versions, in order. */
    static List<GoldenSet> all() throws IOException {
        List<GoldenSet> sets = new ArrayList<>();
        for (Path version : list(root())) {
            if (Files.isDirectory(version)) {
                int number = Integer.parseInt(version.getFileName().toString().substring(1));
                list(version).forEach(set -> sets.add(new GoldenSet(number, set)));
            }
        }
        return sets;
    }

    private static Path root() throws IOException {
        try {
            return Path.of(GoldenSet.class.getResource("/golden").toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    /** Unpacks the journal. */
    void unpack(Path journal) throws IOException {
        for (Path packed : list(directory)) {
            String name = packed.getFileName().toString();
            if (name.endsWith(ENDING)) {
                Path segment = journal.resolve(name.substring(0, name.length() - ENDING.length()));
                Files.createDirectory(segment);
                try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
                    Files.copy(in, segment.resolve("20260105F.cq4"));
                }
            }
        }
    }

    /** The state that the version wrote in the midst of it; null where the set has none. */
    GoldenState state() throws IOException {
        for (Path file : list(directory)) {
            if (GoldenState.isOne(file)) {
                return GoldenState.read(file);
            }
        }
        return null;
    }

    List<GoldenOutput> outputs() throws IOException {
        return GoldenOutput.read(directory.resolve("outputs.gz"));
    }

    @Override
    public String toString() {
        return "v" + version + "/" + directory.getFileName();
    }
}
