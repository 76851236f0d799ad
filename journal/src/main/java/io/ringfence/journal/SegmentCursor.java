package io.ringfence.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Steps through the sound groups of one segment, also while a host appends to it, and stops at the first thing that is
 * not one. Reads the queue's file itself, because Chronicle's tailer ends early on damage without a word.
 */
final class SegmentCursor implements AutoCloseable {
    private final Segment segment;
    private final ReadWindow window;
    private final CRC32C crc = new CRC32C();
    private Path file;
    private FileChannel channel;
    /** Header word of the next document to look at. */
    private long nextPosition;
    /** Behind the last sound group. Before the next position where metadata follows, whose lengths nothing confirms. */
    private long soundEnd;

    private long groupPosition;
    private long firstSequence;
    private int count;
    private int payloadBytes;
    private String stopReason;
    /** What stopped the cursor is there, and is no group; else nothing is there yet. */
    private boolean isAtFlaw;
    /** The current group is one that {@link #next()} has still to hand out. */
    private boolean peeked;

    SegmentCursor(Segment segment, ReadWindow window) throws IOException {
        this.segment = segment;
        this.window = window;
        openFile();
    }

    /** The file may come into being after its directory, and go with it while it is unused. */
    private boolean openFile() throws IOException {
        if (channel == null) {
            try {
                file = segment.file();
                if (file == null) {
                    return false;
                }
                channel = FileChannel.open(file, StandardOpenOption.READ);
            } catch (NoSuchFileException removedMeanwhile) {
                return false;
            }
        }
        window.attach(channel);
        return true;
    }

    /** Moves to the next sound group; false where there is none, and then may be called again later. */
    boolean next() throws IOException {
        if (peeked || channel != null && advance()) {
            peeked = false;
            return true;
        }
        // What stood in the window may be older than the file.
        return openFile() && !isEnd() && advance();
    }

    /** Looked at by itself: who waits for a group looks often, and a window is large. */
    private boolean isEnd() throws IOException {
        isAtFlaw = false;
        boolean isEnd = ChronicleHeader.isFree(window.fresh(nextPosition));
        if (isEnd) {
            stop("no group follows");
        }
        return isEnd;
    }

    /** Whether a sound group has come; {@link #next()} moves to it. */
    boolean peek() throws IOException {
        peeked = next();
        return peeked;
    }

    private boolean advance() throws IOException {
        isAtFlaw = false;
        while (true) {
            int at = window.at(nextPosition, ChronicleHeader.BYTES);
            int word = at < 0 ? 0 : window.bytes().getInt(at);
            if (ChronicleHeader.isFree(word)) {
                return stop(at < 0 ? "the file ends" : "no group follows");
            }
            if (!ChronicleHeader.isComplete(word)) {
                return stop(String.format("header word %08x is not that of a complete document", word));
            }
            int length = ChronicleHeader.length(word);
            if (!ChronicleHeader.isMetadata(word)) {
                return enter(nextPosition, length);
            }
            if (hasMagic(nextPosition)) {
                isAtFlaw = true;
                return stop("a group is marked as metadata");
            }
            if (window.at(ChronicleHeader.next(nextPosition, length) - 1, 1) < 0) {
                return stop("a metadata document of " + length + " bytes is longer than the file");
            }
            nextPosition = ChronicleHeader.next(nextPosition, length);
        }
    }

    private boolean stop(String reason) {
        stopReason = reason;
        return false;
    }

    private boolean hasMagic(long position) throws IOException {
        int at = window.at(position + ChronicleHeader.BYTES, Integer.BYTES);
        return at >= 0 && window.bytes().getInt(at) == GroupLayout.MAGIC;
    }

    private boolean enter(long position, int length) throws IOException {
        String flaw = flaw(position, length);
        if (flaw != null) {
            isAtFlaw = true;
            return stop(flaw);
        }
        int at = window.at(position + ChronicleHeader.BYTES, length);
        groupPosition = position;
        firstSequence = window.bytes().getLong(at + GroupLayout.FIRST_SEQUENCE_OFFSET);
        count = window.bytes().getInt(at + GroupLayout.COUNT_OFFSET);
        payloadBytes = length - GroupLayout.HEADER_BYTES;
        nextPosition = ChronicleHeader.next(position, length);
        soundEnd = nextPosition;
        return true;
    }

    /** What keeps the document at {@code position} from being a sound group of this segment; null when nothing does. */
    private String flaw(long position, int length) throws IOException {
        if (length < GroupLayout.HEADER_BYTES || length > JournalConfig.GROUP_BYTES_LIMIT) {
            return "a document of " + length + " bytes cannot be a group";
        }
        if (window.at(position + ChronicleHeader.BYTES, Integer.BYTES) >= 0 && !hasMagic(position)) {
            return "no group begins here: its first bytes are not \"RFJG\"";
        }
        int at = window.at(position + ChronicleHeader.BYTES, length);
        if (at < 0) {
            return "the file ends inside a group";
        }
        int payload = window.bytes().getInt(at + GroupLayout.PAYLOAD_BYTES_OFFSET);
        if (payload != length - GroupLayout.HEADER_BYTES) {
            return "a group gives its payload as " + payload + " bytes, in a document of " + length;
        }
        if (GroupLayout.checksum(crc, window.bytes(), at, payload)
                != window.bytes().getInt(at + GroupLayout.CRC_OFFSET)) {
            return "a group's checksum does not match its bytes";
        }
        short version = window.bytes().getShort(at + GroupLayout.VERSION_OFFSET);
        if (version != GroupLayout.VERSION) {
            return "group format " + version + " is not one this build reads, which is " + GroupLayout.VERSION;
        }
        int writtenFor = window.bytes().getInt(at + GroupLayout.SEGMENT_OFFSET);
        if (writtenFor != segment.number()) {
            return "a group of segment " + writtenFor + " stands in segment " + segment.number();
        }
        return null;
    }

    /** Timestamp of the event before the segment; only of a group that opens one. */
    long openingTimestampNs() throws IOException {
        int at = window.at(groupPosition + ChronicleHeader.BYTES, GroupLayout.HEADER_BYTES + payloadBytes);
        return payloadBytes < GroupLayout.OPENING_PAYLOAD_BYTES
                ? 0
                : window.bytes().getLong(at + GroupLayout.HEADER_BYTES);
    }

    /** Hands the current group's events from {@code from} to {@code to} on. */
    void forEach(long from, long to, JournalListener listener) throws IOException {
        int at = window.at(groupPosition + ChronicleHeader.BYTES, GroupLayout.HEADER_BYTES + payloadBytes);
        int end = at + GroupLayout.HEADER_BYTES + payloadBytes;
        int event = at + GroupLayout.HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            int length = event + GroupLayout.EVENT_HEADER_BYTES > end
                    ? -1
                    : window.bytes().getInt(event + GroupLayout.EVENT_BYTES_OFFSET);
            int message = event + GroupLayout.EVENT_HEADER_BYTES;
            if (length < 0 || length > end - message) {
                throw new JournalDamagedException(new Finding(
                        file, groupPosition, firstSequence + i, "an event reaches past the end of its group"));
            }
            long sequence = firstSequence + i;
            if (sequence >= from && sequence <= to) {
                long timestampNs = window.bytes().getLong(event + GroupLayout.EVENT_TIMESTAMP_OFFSET);
                listener.onEvent(sequence, timestampNs, window.view(), message, length);
            }
            event = message + length;
        }
        if (count > 0 && event != end) {
            throw new JournalDamagedException(
                    new Finding(file, groupPosition, firstSequence, "a group has bytes behind its last event"));
        }
    }

    /** Looks for committed groups behind the last sound one, at every position that one can have. */
    Remainder remainder() throws IOException {
        if (!openFile()) {
            return new Remainder(-1, 0);
        }
        long contentEnd = nextPosition;
        long position = soundEnd;
        while (window.at(position, Integer.BYTES) >= 0) {
            int at = window.at(position, Integer.BYTES);
            int words = window.available(position) / Integer.BYTES;
            int i = 0;
            for (; i < words; i++) {
                int word = window.bytes().getInt(at + i * Integer.BYTES);
                if (word != 0) {
                    contentEnd = Math.max(contentEnd, position + (i + 1L) * Integer.BYTES);
                    if (word == GroupLayout.MAGIC) {
                        break;
                    }
                }
            }
            position += (long) i * Integer.BYTES;
            if (i < words) {
                if (position >= ChronicleHeader.BYTES && isCommitted(position - ChronicleHeader.BYTES)) {
                    return new Remainder(position - ChronicleHeader.BYTES, contentEnd - nextPosition);
                }
                position += Integer.BYTES;
            }
        }
        return new Remainder(-1, contentEnd - nextPosition);
    }

    /**
     * What is behind the last sound group.
     *
     * @param groupPosition of the first committed group there, or -1
     * @param contentBytes from there to the last byte that is not zero, or to that group
     */
    record Remainder(long groupPosition, long contentBytes) {}

    /** Whether a whole document with a sound group is here; one without its header word was never committed. */
    private boolean isCommitted(long position) throws IOException {
        int word = window.bytes().getInt(window.at(position, ChronicleHeader.BYTES));
        return ChronicleHeader.isComplete(word)
                && !ChronicleHeader.isMetadata(word)
                && flaw(position, ChronicleHeader.length(word)) == null;
    }

    /** Goes on at a position that {@link #remainder()} found. */
    void resumeAt(long position) {
        nextPosition = position;
    }

    /** The file, or its directory while there is none. */
    Path file() {
        return file == null ? segment.directory() : file;
    }

    Segment segment() {
        return segment;
    }

    /** Byte position of the current group's header word. */
    long groupPosition() {
        return groupPosition;
    }

    /** Byte position of the header word where the cursor stopped. */
    long stopPosition() {
        return nextPosition;
    }

    /** Whether the cursor stopped at something whole that is no sound group, rather than where nothing is yet. */
    boolean isAtFlaw() {
        return isAtFlaw;
    }

    /** Why the cursor stopped. */
    String stopReason() {
        return stopReason == null ? "the segment has no file" : stopReason;
    }

    long firstSequence() {
        return firstSequence;
    }

    int count() {
        return count;
    }

    long fileBytes() throws IOException {
        return channel == null ? 0 : channel.size();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
