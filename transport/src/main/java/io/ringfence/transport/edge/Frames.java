package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;

/** Text frames of a server, which are not masked, built round a payload that is there already. */
final class Frames {
    /** In place of a length: two bytes of it follow. */
    static final int TWO_BYTE_LENGTH = 126;

    private static final int FINAL_TEXT = 0x81;

    private Frames() {}

    /**
     * Puts the header before a payload of less than 64 KiB.
     *
     * @param buffer whose readable bytes are {@code room} bytes for the header, at least four, and the payload
     * @return the same, the whole frame readable
     */
    static ByteBuf finish(ByteBuf buffer, int room) {
        int payload = buffer.readerIndex() + room;
        int length = buffer.readableBytes() - room;
        if (length < TWO_BYTE_LENGTH) {
            buffer.readerIndex(payload - 2);
            buffer.setByte(payload - 1, length);
        } else {
            buffer.readerIndex(payload - 4);
            buffer.setByte(payload - 3, TWO_BYTE_LENGTH);
            buffer.setShort(payload - 2, length);
        }
        buffer.setByte(buffer.readerIndex(), FINAL_TEXT);
        return buffer;
    }
}
