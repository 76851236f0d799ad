package io.ringfence.bench.fanout;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the publisher and the load client share: a mapped file, so that neither has to ask the other over a socket.
 *
 * <pre>
 *   0      a long for each {@link Word}, 64 bytes apart, each with one writer
 *   4096   due times: of event s at place s modulo their number          written by the publisher before it publishes s
 *   ...    samples: due time and receipt, one behind the other           written by the client, counted by SAMPLES;
 *            until the first price of each connection its begin and the answer to its subscription
 * </pre>
 *
 * <p>All in the machine's byte order. Both read the same clock: {@link System#nanoTime()} is that of the machine.
 */
final class Board implements AutoCloseable {
    private static final int WORD_BYTES = 64;
    private static final int DUE_TIMES_AT = 4_096;
    /** More events than may be under way: at 10,000 a second those of a minute and a half. */
    private static final int DUE_TIMES = 1 << 20;

    private static final int SAMPLES_AT = DUE_TIMES_AT + DUE_TIMES * Long.BYTES;
    private static final int SAMPLE_BYTES = 2 * Long.BYTES;
    private static final int MAX_SAMPLES = 1 << 26;

    /** Figures, by their place. */
    enum Word {
        /** Of the client: 1 when all connections have subscribed, 2 when it has counted to the end. */
        CLIENT_STATE,
        /** Of the publisher: 1 when the client shall count up and end. */
        END_ASKED,
        /** Of the client: every connection that is read has had the event of this sequence, or a later one. */
        SLOWEST,
        /** Of the client: prices that came, over all connections. */
        FRAMES,
        /** Of the client: how many samples are on the board. */
        SAMPLES,
        /** Of the client: samples for which there was no room. */
        SAMPLES_LEFT_OUT,
        /** Of the client at the end: prices that the connection with the fewest had. */
        FEWEST,
        /** Of the client at the end: prices that the connection with the most had. */
        MOST,
        /** Of the client: samples whose sequence was not above the one before it on the same connection. */
        MISPLACED,
        /** Of the client: connections that the server has ended. */
        LOST_CONNECTIONS,
        /** Of the client at the end: processor time of its process since it was ready, in nanoseconds. */
        CPU_NS
    }

    static final long READY = 1;
    static final long COUNTED = 2;

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer memory;
    private final int maxSamples;

    private Board(Path file, int maxSamples) throws IOException {
        this.maxSamples = maxSamples;
        long bytes = SAMPLES_AT + (long) maxSamples * SAMPLE_BYTES;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
        }
        memory = new UnsafeBuffer(mapped);
    }

    /** Opens one, which is made where there is none; both sides say how many samples it has room for. */
    static Board open(Path file, int maxSamples) throws IOException {
        if (maxSamples < 1 || maxSamples > MAX_SAMPLES) {
            throw new IllegalArgumentException("samples = " + maxSamples + ": expected 1 to " + MAX_SAMPLES);
        }
        return new Board(file, maxSamples);
    }

    /** What the other side has written, and with it what it had written before. */
    long get(Word word) {
        return memory.getLongVolatile(word.ordinal() * WORD_BYTES);
    }

    /** Its one writer: seen by the other side behind all that was written before. */
    void set(Word word, long value) {
        memory.putLongOrdered(word.ordinal() * WORD_BYTES, value);
    }

    /** Publisher: when the event of that sequence was due. */
    void due(long sequence, long dueNs) {
        memory.putLongOrdered(dueTimeAt(sequence), dueNs);
    }

    /** When it was due. */
    long dueNs(long sequence) {
        return memory.getLongVolatile(dueTimeAt(sequence));
    }

    private static int dueTimeAt(long sequence) {
        return DUE_TIMES_AT + ((int) sequence & DUE_TIMES - 1) * Long.BYTES;
    }

    /** Client: keeps one, false when there is no room. Seen with {@link Word#SAMPLES}. */
    boolean sample(long index, long dueNs, long nowNs) {
        if (index >= maxSamples) {
            return false;
        }
        int at = SAMPLES_AT + (int) index * SAMPLE_BYTES;
        memory.putLong(at, dueNs);
        memory.putLong(at + Long.BYTES, nowNs);
        return true;
    }

    /** Publisher: when the event of a sample was due. */
    long sampleDueNs(long index) {
        return memory.getLong(SAMPLES_AT + (int) index * SAMPLE_BYTES);
    }

    /** Publisher: when it came. */
    long sampleNowNs(long index) {
        return memory.getLong(SAMPLES_AT + (int) index * SAMPLE_BYTES + Long.BYTES);
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }
}
