package io.ringfence.core.state;

/** Takes state, value by value, in an order that depends on nothing but the state. Little-endian. */
public interface StateSink {
    /** Takes a 64-bit value; smaller ones are widened, so that a field may grow without another format. */
    void putLong(long value);

    /** Takes text as its length and its ASCII characters. */
    default void putText(CharSequence text) {
        putLong(text.length());
        for (int i = 0; i < text.length(); i++) {
            putLong(text.charAt(i));
        }
    }

    /** Takes a flag. */
    default void putFlag(boolean value) {
        putLong(value ? 1 : 0);
    }
}
