package io.ringfence.journal;

import java.nio.file.Path;

/**
 * Something wrong in a journal.
 *
 * @param file where
 * @param position byte position in the file, of the header word of the group or of where one is expected; 0: the whole file
 * @param sequence the event it concerns, or the first one that is missing; 0: none
 * @param problem what is wrong
 */
public record Finding(Path file, long position, long sequence, String problem) {
    /** One line for people. */
    public String describe() {
        return describe("sequence");
    }

    /** The same of an event log, whose sequences are its positions. */
    public String describeOfEventLog() {
        return describe("position");
    }

    private String describe(String counted) {
        return file + (position == 0 ? "" : " at byte " + position)
                + (sequence == 0 ? "" : ", " + counted + " " + sequence) + ": " + problem;
    }
}
