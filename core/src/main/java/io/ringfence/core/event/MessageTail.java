package io.ringfence.core.event;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Walks what follows a message's block, groups and then data of variable length, and never past the message's end: the generated
 * decoders trust the lengths that a message states, and behind its end stands what the buffer had before. One thread, one
 * message at a time; allocates nothing.
 *
 * <p>After a step that says {@code false} the message is not whole, and nothing may be asked any more.
 */
public final class MessageTail {
    private static final int GROUP_HEADER_BYTES = GroupSizeEncodingDecoder.ENCODED_LENGTH;
    private static final int COUNT_OFFSET = GroupSizeEncodingDecoder.numInGroupEncodingOffset();
    private static final int DATA_HEADER_BYTES = VarBytesDecoder.varDataEncodingOffset();

    private DirectBuffer buffer;
    private int at;
    private int end;
    private int first;
    private int stride;
    private int count;

    /**
     * Begins behind the block of a message whose header stands at {@code offset}.
     *
     * @param length of the whole message, its header included
     * @return whether its header and its block are there
     */
    public boolean begin(DirectBuffer messageBuffer, int offset, int length) {
        buffer = messageBuffer;
        end = offset + length;
        at = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        if (at > end) {
            return false;
        }
        at += unsigned(offset + MessageHeaderDecoder.blockLengthEncodingOffset());
        return at <= end;
    }

    /**
     * Steps over a group.
     *
     * @param leastEntryBytes that an entry has to have
     * @param most entries
     */
    public boolean group(int leastEntryBytes, int most) {
        if (at > end - GROUP_HEADER_BYTES) {
            return false;
        }
        stride = unsigned(at);
        count = unsigned(at + COUNT_OFFSET);
        first = at + GROUP_HEADER_BYTES;
        if (stride < leastEntryBytes || count > most || first + (long) stride * count > end) {
            return false;
        }
        at = first + stride * count;
        return true;
    }

    /** Steps over data of at most so many bytes. */
    public boolean data(int mostBytes) {
        if (at > end - DATA_HEADER_BYTES) {
            return false;
        }
        count = unsigned(at);
        first = at + DATA_HEADER_BYTES;
        if (count > mostBytes || first + count > end) {
            return false;
        }
        at = first + count;
        return true;
    }

    /** Where the entries of the last group begin, or the bytes of the last data. */
    public int first() {
        return first;
    }

    /** How many entries the last group has, or bytes the last data. */
    public int count() {
        return count;
    }

    /** Where an entry of the last group begins. */
    public int entry(int index) {
        return first + index * stride;
    }

    /** Whether nothing follows. */
    public boolean isAtEnd() {
        return at == end;
    }

    private int unsigned(int index) {
        return buffer.getShort(index, ByteOrder.LITTLE_ENDIAN) & 0xffff;
    }
}
