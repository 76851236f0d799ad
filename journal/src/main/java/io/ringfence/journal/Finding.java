package io.ringfence.journal;

import java.nio.file.Path;

/**
 * Something wrong in a journal.
 *
 * @param file where
 * @param position byte position in the file, of the header word of the group or of where one is expected
 * @param sequence the event it concerns, or the first one that is missing
 * @param problem what is wrong
 */
public record Finding(Path file, long position, long sequence, String problem) {
    /** One line for people. */
    public String describe() {
        return file + " at byte " + position + ", sequence " + sequence + ": " + problem;
    }
}
