package io.ringfence.bench.fanout;

import io.ringfence.bench.fanout.Board.Word;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads connections and counts what comes: goes from frame header to frame header, looks into the last frame of what it read
 * for how far the connection is, and takes the time of every so many-th. One thread.
 */
final class Reader {
    /** Fits the second cache of a core beside what the kernel copies from. */
    private static final int BUFFER_BYTES = 1 << 17;

    private final Board board;
    private final long sampleEvery;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final UnsafeBuffer bytes = new UnsafeBuffer(buffer);
    private long frames;
    private long samples;
    private long samplesLeftOut;
    private long misplaced;

    /** What is known of a connection. */
    static final class Connection {
        private static final byte[] NOTHING = {};

        final SocketChannel channel;
        /** The begin of a frame whose end has not come yet. */
        private byte[] begun = NOTHING;

        private int begunLength;
        private long untilSample;
        private long lastSampled;
        long frames;
        long lastSequence;

        /** {@code place} among all: of every so many messages each connection has another one timed. */
        Connection(SocketChannel channel, int place, long sampleEvery) {
            this.channel = channel;
            this.untilSample = 1 + place % sampleEvery;
        }

        private void keep(ByteBuffer buffer, int from, int to) {
            begunLength = to - from;
            if (begun.length < begunLength) {
                begun = new byte[Integer.highestOneBit(begunLength) * 2];
            }
            buffer.get(from, begun, 0, begunLength);
        }
    }

    /** Times every so many-th frame of a connection. */
    Reader(Board board, long sampleEvery) {
        this.board = board;
        this.sampleEvery = sampleEvery;
    }

    /**
     * Reads what is there, once.
     *
     * @return false when the server has ended the connection
     */
    boolean read(Connection connection) throws IOException {
        buffer.clear();
        buffer.put(connection.begun, 0, connection.begunLength);
        int count = connection.channel.read(buffer);
        if (count < 0) {
            return false;
        }
        return walk(connection, buffer.position(), System.nanoTime());
    }

    /** False when it comes upon the server's close frame. */
    private boolean walk(Connection connection, int end, long nowNs) throws IOException {
        int at = 0;
        int last = -1;
        int lastEnd = 0;
        long before = connection.frames;
        while (true) {
            int header = Frames.headerLength(bytes, at, end);
            if (header == Frames.INCOMPLETE) {
                break;
            }
            int next = at + Frames.length(bytes, at, header);
            if (next > end) {
                break;
            }
            int opcode = Frames.opcode(bytes, at);
            if (opcode == Frames.TEXT && Frames.isPrice(bytes, at, header, next)) {
                connection.frames++;
                if (--connection.untilSample == 0) {
                    sample(connection, at, next, nowNs);
                }
                last = at;
                lastEnd = next;
                // What else is said, such as a heartbeat, is passed over.
            } else if (opcode == Frames.PING) {
                connection.channel.write(Frames.pong(bytes, at, header, next - at));
            } else if (opcode == Frames.CLOSE) {
                return false;
            }
            at = next;
        }
        connection.keep(buffer, at, end);
        frames += connection.frames - before;
        if (last >= 0) {
            connection.lastSequence = Frames.sequence(bytes, last, lastEnd);
        }
        return true;
    }

    private void sample(Connection connection, int at, int next, long nowNs) {
        connection.untilSample = sampleEvery;
        long sequence = Frames.sequence(bytes, at, next);
        if (sequence <= connection.lastSampled) {
            misplaced++;
            return;
        }
        connection.lastSampled = sequence;
        if (board.sample(samples, board.dueNs(sequence), nowNs)) {
            samples++;
        } else {
            samplesLeftOut++;
        }
    }

    /** Tells the board how far it is. */
    void tell() {
        board.set(Word.FRAMES, frames);
        board.set(Word.MISPLACED, misplaced);
        board.set(Word.SAMPLES_LEFT_OUT, samplesLeftOut);
        board.set(Word.SAMPLES, samples);
    }
}
