package io.ringfence.transport.edge;

import io.ringfence.core.decimal.Decimal;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * Builds one JSON object and the WebSocket frame round it, in an array that is used again for the next.
 *
 * <pre>
 *   0        2 or 4                       the frame of a server: final text frame, not masked
 *   +--------+--------------------+
 *   | header | {"type":"price",…} |       header: 81 len, or 81 7E and two bytes of length from 126 on
 *   +--------+--------------------+
 * </pre>
 *
 * The header is part of the shared bytes, so that a client costs one pointer and no encoding. One thread, no allocation. What
 * people wrote may be of any length: whoever adds it looks at {@link #room()} first.
 */
final class JsonFrame {
    /** Longest header of a frame below 65,536 bytes. */
    static final int MAX_HEADER_BYTES = 4;

    /** Longest frame: a header of four bytes holds no more, with room to spare for the brackets of a batch. */
    static final int MAX_BYTES = 65_000;

    private static final int WORD_BYTES = 64;

    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int TWO_BYTE_LENGTH = 126;
    private static final long ABSENT_TIME = Long.MIN_VALUE;
    private static final byte[] NULL = Ascii.bytes("null");
    private static final byte[] ESCAPE = Ascii.bytes("\\u00");
    private static final byte[] HEX = Ascii.bytes("0123456789abcdef");
    private static final byte[] BASE64 =
            Ascii.bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private final byte[] bytes;
    private final IsoTime isoTime = new IsoTime();
    private int start;
    private int end;

    /** One for a frame that goes out. */
    JsonFrame() {
        this(MAX_BYTES);
    }

    /** One for text that may be longer than a frame, for {@link #object()} alone. */
    JsonFrame(int maxBytes) {
        bytes = new byte[maxBytes];
    }

    /** Bytes that may still be added, with the object's end kept back. */
    int room() {
        return bytes.length - end - WORD_BYTES;
    }

    /** A frame of nothing, in place of one that is written elsewhere. */
    JsonFrame none() {
        start = 0;
        end = 0;
        return this;
    }

    /** Starts an object with text such as <code>{"type":"price"</code>. */
    JsonFrame begin(byte[] opening) {
        end = MAX_HEADER_BYTES;
        return raw(opening);
    }

    /** Adds a value that is JSON already. The name comes with its punctuation, such as {@code ,"symbol":}. */
    JsonFrame json(byte[] name, byte[] json) {
        return raw(name).raw(json == null ? NULL : json);
    }

    /** Adds a scaled decimal as a string, or null for the mark of an absent one. */
    JsonFrame decimal(byte[] name, long scaled) {
        raw(name);
        if (scaled == Decimal.INVALID) {
            return raw(NULL);
        }
        bytes[end++] = '"';
        end += Decimal.write(scaled, bytes, end);
        bytes[end++] = '"';
        return this;
    }

    /** Adds a 64-bit id as a string, since JSON readers hold numbers in 53 bits. */
    JsonFrame id(byte[] name, long value) {
        raw(name);
        bytes[end++] = '"';
        digits(value);
        bytes[end++] = '"';
        return this;
    }

    /** Adds what no other event has: the sequence of its input, and its place among what that input caused. */
    JsonFrame eventId(byte[] name, long sequence, int index) {
        raw(name);
        bytes[end++] = '"';
        digits(sequence);
        bytes[end++] = '.';
        digits(index);
        bytes[end++] = '"';
        return this;
    }

    /** Adds a number. */
    JsonFrame number(byte[] name, long value) {
        raw(name);
        digits(value);
        return this;
    }

    /** Adds a scaled decimal as a number, or null for the mark of an absent one. */
    JsonFrame decimalNumber(byte[] name, long scaled) {
        raw(name);
        if (scaled == Decimal.INVALID) {
            return raw(NULL);
        }
        end += Decimal.write(scaled, bytes, end);
        return this;
    }

    /** Adds text that ends with the first zero byte, or with the array. What is not ASCII becomes a question mark. */
    JsonFrame text(byte[] name, byte[] ascii) {
        raw(name);
        bytes[end++] = '"';
        for (int i = 0; i < ascii.length && ascii[i] != 0; i++) {
            character(ascii[i]);
        }
        bytes[end++] = '"';
        return this;
    }

    /** Adds UTF-8 text; a byte that is part of no character becomes a question mark. Six times its length fit in the room. */
    JsonFrame text(byte[] name, DirectBuffer utf8) {
        raw(name);
        bytes[end++] = '"';
        int length = utf8.capacity();
        for (int at = 0; at < length; ) {
            int characterBytes = Utf8.characterBytes(utf8, at, length);
            if (characterBytes <= 1) {
                character(characterBytes == 0 ? -1 : utf8.getByte(at));
            } else {
                utf8.getBytes(at, bytes, end, characterBytes);
                end += characterBytes;
            }
            at += Math.max(1, characterBytes);
        }
        bytes[end++] = '"';
        return this;
    }

    /** Adds a value that is JSON in UTF-8 already, and fits in the room. */
    JsonFrame verbatim(byte[] name, DirectBuffer json) {
        raw(name);
        json.getBytes(0, bytes, end, json.capacity());
        end += json.capacity();
        return this;
    }

    /** Adds bytes as text in base64 (RFC 4648, section 4), which takes four thirds of their number. */
    JsonFrame base64(byte[] name, DirectBuffer value) {
        raw(name);
        bytes[end++] = '"';
        int length = value.capacity();
        for (int at = 0; at < length; at += 3) {
            int left = Math.min(3, length - at);
            int three = (value.getByte(at) & 0xFF) << 16
                    | (left > 1 ? (value.getByte(at + 1) & 0xFF) << 8 : 0)
                    | (left > 2 ? value.getByte(at + 2) & 0xFF : 0);
            for (int place = 0; place < 4; place++) {
                bytes[end++] = place > left ? (byte) '=' : BASE64[three >> 18 - 6 * place & 0x3F];
            }
        }
        bytes[end++] = '"';
        return this;
    }

    /** Ends an object within the object. */
    JsonFrame close() {
        bytes[end++] = '}';
        return this;
    }

    /** Adds a time since midnight as a string such as {@code 09:30:00.000}, or null for the mark of an absent one. */
    JsonFrame timeOfDay(byte[] name, long sinceMidnightNs) {
        raw(name);
        if (sinceMidnightNs == ABSENT_TIME) {
            return raw(NULL);
        }
        bytes[end++] = '"';
        isoTime.write(sinceMidnightNs, bytes, end);
        System.arraycopy(bytes, end + IsoTime.TIME_OF_DAY_OFFSET, bytes, end, IsoTime.TIME_OF_DAY_LENGTH);
        end += IsoTime.TIME_OF_DAY_LENGTH;
        bytes[end++] = '"';
        return this;
    }

    /** Adds a time as a string, or null for the mark of an absent one. */
    JsonFrame time(byte[] name, long epochNs) {
        raw(name);
        if (epochNs == ABSENT_TIME) {
            return raw(NULL);
        }
        bytes[end++] = '"';
        end = isoTime.write(epochNs, bytes, end);
        bytes[end++] = '"';
        return this;
    }

    /** Ends the object and puts the header before it. */
    void end() {
        bytes[end++] = '}';
        int length = end - MAX_HEADER_BYTES;
        if (length < TWO_BYTE_LENGTH) {
            start = MAX_HEADER_BYTES - 2;
            bytes[start + 1] = (byte) length;
        } else {
            start = 0;
            bytes[1] = TWO_BYTE_LENGTH;
            bytes[2] = (byte) (length >>> 8);
            bytes[3] = (byte) length;
        }
        bytes[start] = FINAL_TEXT;
    }

    /** Ends the object, and gives it as text without a header. Off the path. */
    String object() {
        bytes[end++] = '}';
        return new String(bytes, MAX_HEADER_BYTES, end - MAX_HEADER_BYTES, StandardCharsets.UTF_8);
    }

    /** Holds the frame that was ended, until the next begins: {@link #length()} bytes from {@link #offset()} on. */
    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return start;
    }

    int length() {
        return end - start;
    }

    private void character(int character) {
        if (character == '"' || character == '\\') {
            bytes[end++] = '\\';
            bytes[end++] = (byte) character;
        } else if (character >= ' ') {
            bytes[end++] = (byte) character;
        } else if (character < 0) {
            bytes[end++] = '?';
        } else {
            raw(ESCAPE);
            bytes[end++] = HEX[character >> 4];
            bytes[end++] = HEX[character & 0xF];
        }
    }

    /** Adds text of JSON as it is, such as a bracket. */
    JsonFrame raw(byte[] text) {
        System.arraycopy(text, 0, bytes, end, text.length);
        end += text.length;
        return this;
    }

    private void digits(long value) {
        // Negative throughout, since the smallest long has no positive twin.
        long rest = value > 0 ? -value : value;
        if (value < 0) {
            bytes[end++] = '-';
        }
        int length = 1;
        for (long left = rest; left <= -10; left /= 10) {
            length++;
        }
        end += length;
        for (int at = end - 1; length > 0; at--, length--) {
            bytes[at] = (byte) ('0' - rest % 10);
            rest /= 10;
        }
    }
}
