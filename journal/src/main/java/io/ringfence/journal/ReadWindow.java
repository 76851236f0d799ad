package io.ringfence.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A moving copy of a piece of a file. Reading, not mapping: a file that shrinks under a reader ends early instead of
 * killing the process, files may be of any size, and closing leaves nothing mapped.
 */
final class ReadWindow {
    static final int INITIAL_BYTES = 1 << 20;

    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final ByteBuffer word = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private ByteBuffer bytes;
    private FileChannel channel;
    private long start;
    private int filled;

    ReadWindow() {
        resize(INITIAL_BYTES);
    }

    private void resize(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
        view.wrap(bytes);
    }

    /** Turns to another file. */
    void attach(FileChannel file) {
        channel = file;
        forget();
    }

    /** Forgets what was read, so that the next access sees the file as it is then. */
    void forget() {
        filled = 0;
    }

    /**
     * Makes {@code wanted} bytes from {@code position} of the file available.
     *
     * @return where they are in {@link #bytes()} and {@link #view()}, until the next call; -1 when the file ends before
     */
    int at(long position, int wanted) throws IOException {
        if (position < start || position + wanted > start + filled) {
            fill(position, wanted);
            if (filled < wanted) {
                return -1;
            }
        }
        return (int) (position - start);
    }

    /** The word at {@code position} of the file as it is now, past the window; -1 when the file ends before. */
    int fresh(long position) throws IOException {
        word.clear();
        while (word.hasRemaining() && channel.read(word, position + word.position()) > 0) {
            // As below.
        }
        return word.hasRemaining() ? -1 : word.getInt(0);
    }

    private void fill(long position, int wanted) throws IOException {
        if (wanted > bytes.capacity()) {
            resize(Math.max(wanted, 2 * bytes.capacity()));
        }
        start = position;
        bytes.clear();
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) > 0) {
            // A read may return less than there is; only the end of the file stops it.
        }
        filled = bytes.position();
        bytes.clear();
    }

    /** Bytes from {@code position} that are available without reading again. */
    int available(long position) {
        return position < start || position > start + filled ? 0 : (int) (start + filled - position);
    }

    ByteBuffer bytes() {
        return bytes;
    }

    DirectBuffer view() {
        return view;
    }
}
