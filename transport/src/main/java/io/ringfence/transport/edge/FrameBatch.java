package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Frames that wait to go out as one, an array of their objects. Ends with its time, with something that must not wait, or
 * with its bound. Belongs to the client's event loop.
 */
final class FrameBatch {
    private static final int MAX_BYTES = 32_768;
    /** Before the payload: the longest header of a frame of this size. */
    private static final int HEADER_BYTES = 4;

    private final Client client;
    private final int batchMs;
    private ByteBuf array;
    /** Place in its stream of the first that waits; 0 for a price. */
    private long firstPosition;

    private Future<?> timer;

    FrameBatch(Client client, int batchMs) {
        this.client = client;
        this.batchMs = batchMs;
    }

    /**
     * Adds a frame's object.
     *
     * @param position in its stream, 0 for a price
     * @param atOnce whether it must not wait; what waits before it goes with it
     * @return whether it was written
     */
    boolean add(ByteBuf frame, long position, boolean atOnce) {
        int header = frame.getByte(frame.readerIndex() + 1) == Frames.TWO_BYTE_LENGTH ? 4 : 2;
        int length = frame.readableBytes() - header;
        if (array != null && array.readableBytes() + length > MAX_BYTES) {
            flush();
        }
        if (client.isClosing()) {
            // What was full went to a client that is too slow.
            return false;
        }
        if (array == null) {
            firstPosition = position;
            array = client.allocate(Math.max(512, length + HEADER_BYTES + 2)).writeZero(HEADER_BYTES);
            timer = client.schedule(this::flush, batchMs, TimeUnit.MILLISECONDS);
        }
        // Room first, so that where there is none nothing of it stands there.
        array.ensureWritable(length + 2);
        array.writeByte(array.readableBytes() == HEADER_BYTES ? '[' : ',');
        array.writeBytes(frame, frame.readerIndex() + header, length);
        return atOnce && flush();
    }

    /** Writes what waits; false when nothing did, or the client is closed for being slow. */
    boolean flush() {
        if (array == null) {
            return false;
        }
        timer.cancel(false);
        ByteBuf frame = Frames.finish(array.writeByte(']'), HEADER_BYTES);
        array = null;
        try {
            return client.offerEvent(frame);
        } finally {
            frame.release();
        }
    }

    /** Place before the first that waits; that of everything when nothing does. */
    long sentUpTo() {
        return array == null ? Long.MAX_VALUE : firstPosition - 1;
    }

    void close() {
        if (array != null) {
            timer.cancel(false);
            array.release();
            array = null;
        }
    }
}
