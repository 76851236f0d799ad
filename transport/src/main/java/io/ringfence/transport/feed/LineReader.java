package io.ringfence.transport.feed;

import java.io.IOException;

/**
 * Cuts bytes into lines without copying them: a line is a range of the read buffer, valid until the next one. Lines end
 * with LF or CR LF; the last one may end with the file. A line over the bound is passed over in pieces and only marked, so
 * that a file without line ends costs no memory.
 */
final class LineReader {
    private static final int MIN_BUFFER_BYTES = 1 << 16;

    private final SourceStream in;
    private final int maxLineChars;
    private final byte[] buffer;
    private int position;
    private int limit;
    private boolean atEnd;
    private int from;
    private int to;
    private boolean overLong;
    private long lineNumber;

    LineReader(SourceStream in, int maxLineChars) {
        this.in = in;
        this.maxLineChars = maxLineChars;
        this.buffer = new byte[Math.max(MIN_BUFFER_BYTES, 2 * (maxLineChars + 2))];
    }

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException {
        overLong = false;
        int scan = position;
        while (true) {
            while (scan < limit && buffer[scan] != '\n') {
                scan++;
            }
            if (scan < limit) {
                return line(scan, scan + 1);
            }
            if (atEnd) {
                return (position < limit || overLong) && line(limit, limit);
            }
            scan -= position;
            makeRoom();
            if (limit == 0) {
                scan = 0;
            }
            fill();
        }
    }

    private boolean line(int end, int next) {
        from = position;
        to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        position = next;
        overLong |= to - from > maxLineChars;
        lineNumber++;
        return true;
    }

    private void makeRoom() {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        } else if (limit == buffer.length) {
            overLong = true;
            limit = 0;
        }
    }

    private void fill() throws IOException {
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            atEnd = true;
        } else {
            limit += read;
        }
    }

    /** The buffer that the line is a range of. */
    byte[] bytes() {
        return buffer;
    }

    /** First byte of the line. */
    int from() {
        return from;
    }

    /** Byte after the last of the line, without its line end. */
    int to() {
        return to;
    }

    /** Whether the line is over the bound; its range is then without meaning. */
    boolean overLong() {
        return overLong;
    }

    /** Number of the line, from 1. */
    long lineNumber() {
        return lineNumber;
    }
}
