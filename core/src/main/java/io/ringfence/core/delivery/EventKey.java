package io.ringfence.core.delivery;

import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The id by which the world knows an event, as messages hold it: up to {@value #LENGTH} ASCII characters, padded with zero
 * bytes. Mutable, so that whoever looks for one makes nothing; one thread.
 */
public final class EventKey {
    /** Bytes of a key, padding included. */
    public static final int LENGTH = 64;

    static final int WORDS = LENGTH / Long.BYTES;

    private final long[] words = new long[WORDS];

    /** The key with this text. */
    public static EventKey of(String text) {
        return new EventKey().set(text);
    }

    /**
     * Takes a text for its own.
     *
     * @throws IllegalArgumentException when that is longer than a key, or not ASCII
     */
    public EventKey set(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > LENGTH || !text.equals(new String(bytes, StandardCharsets.US_ASCII))) {
            throw new IllegalArgumentException(
                    "event key = " + text + ": expected up to " + LENGTH + " ASCII characters");
        }
        Arrays.fill(words, 0);
        for (int i = 0; i < bytes.length; i++) {
            words[i / Long.BYTES] |= (long) bytes[i] << i % Long.BYTES * Byte.SIZE;
        }
        return this;
    }

    /** Takes the key that lies in a message, at the field's offset. */
    public EventKey set(DirectBuffer buffer, int offset) {
        for (int i = 0; i < WORDS; i++) {
            words[i] = buffer.getLong(offset + i * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        }
        return this;
    }

    /** Takes the key of an event's message. */
    EventKey set(EventSubmittedDecoder event) {
        return set(event.buffer(), event.offset() + EventSubmittedDecoder.eventKeyEncodingOffset());
    }

    /** Takes the key that lies in words, from a place on. */
    void set(long[] source, int from) {
        System.arraycopy(source, from, words, 0, WORDS);
    }

    void copyTo(long[] target, int from) {
        System.arraycopy(words, 0, target, from, WORDS);
    }

    boolean equalsAt(long[] others, int from) {
        for (int i = 0; i < WORDS; i++) {
            if (words[i] != others[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is not one character. */
    public boolean isEmpty() {
        return (words[0] & 0xFF) == 0;
    }

    /** Writes as many words as there are characters in. */
    void writeTo(StateSink sink) {
        int count = WORDS;
        while (count > 0 && words[count - 1] == 0) {
            count--;
        }
        sink.putLong(count);
        for (int i = 0; i < count; i++) {
            sink.putLong(words[i]);
        }
    }

    void readFrom(StateSource source) {
        int count = source.getCount();
        if (count > WORDS) {
            throw new StateFormatException("an event key of " + count + " words stands in the state");
        }
        Arrays.fill(words, 0);
        for (int i = 0; i < count; i++) {
            words[i] = source.getLong();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventKey that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return hash(words, 0);
    }

    /** Of the words from a place on: each is mixed in by a multiplication with 2^64 over the golden ratio. */
    static int hash(long[] words, int from) {
        long hash = 0;
        for (int i = 0; i < WORDS; i++) {
            hash = (hash ^ words[from + i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            int character = (int) (words[i / Long.BYTES] >>> i % Long.BYTES * Byte.SIZE) & 0xFF;
            if (character == 0) {
                break;
            }
            text.append((char) character);
        }
        return text.toString();
    }
}
