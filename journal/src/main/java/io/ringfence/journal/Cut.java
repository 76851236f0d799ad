package io.ringfence.journal;

import java.nio.file.Path;

/**
 * The torn end of a journal: bytes that a host was writing when it died. Nobody was told of them; reading stops before.
 *
 * @param file the newest segment's file
 * @param position byte position where the sound part ends
 * @param sequence the sequence that comes next
 * @param bytes from there to the last byte that is not zero
 * @param reason what was found there
 */
public record Cut(Path file, long position, long sequence, long bytes, String reason) {
    /** One line for people. */
    public String describe() {
        return file + " at byte " + position + ": " + bytes + " bytes of an unfinished group before sequence "
                + sequence + " (" + reason + ")";
    }
}
