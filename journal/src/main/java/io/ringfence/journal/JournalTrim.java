package io.ringfence.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Deletes the oldest segments of a journal, also beside the host that appends to it. What is left begins with a segment, and
 * can be replayed from a snapshot that lies within it.
 */
public final class JournalTrim {
    private static final String DELETED = "trimmed-";

    private JournalTrim() {}

    /**
     * Deletes the segments all of whose events come before {@code needed}.
     *
     * @return how many
     */
    public static int trim(Path journal, long needed) throws IOException {
        finish(journal);
        List<Segment> segments = Segment.list(journal);
        int deleted = 0;
        for (int i = 0; i + 1 < segments.size(); i++) {
            long next = firstSequence(segments.get(i + 1));
            if (next == 0 || next > needed) {
                break;
            }
            Path directory = segments.get(i).directory();
            // Under the other name it is no segment any more, however far the deletion gets.
            Files.move(directory, journal.resolve(DELETED + segments.get(i).number()));
            deleted++;
        }
        finish(journal);
        return deleted;
    }

    private static long firstSequence(Segment segment) throws IOException {
        try (SegmentCursor cursor = new SegmentCursor(segment, new ReadWindow())) {
            return cursor.next() ? cursor.firstSequence() : 0;
        }
    }

    private static void finish(Path journal) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(journal, DELETED + "*")) {
            for (Path directory : directories) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                    for (Path file : files) {
                        Files.delete(file);
                    }
                }
                Files.delete(directory);
            }
        }
    }
}
