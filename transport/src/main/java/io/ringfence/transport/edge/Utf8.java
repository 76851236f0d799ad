package io.ringfence.transport.edge;

import org.agrona.DirectBuffer;

/** Which bytes are UTF-8, after table 3-7 of the Unicode Standard, version 15.0. */
final class Utf8 {
    private Utf8() {}

    /** Bytes of the character that begins at a place, 1 to 4; 0 where none does. */
    static int characterBytes(DirectBuffer buffer, int at, int length) {
        int first = buffer.getByte(at) & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int count = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (count == 0 || at + count > length || !isSecond(first, buffer.getByte(at + 1) & 0xFF)) {
            return 0;
        }
        for (int i = 2; i < count; i++) {
            if ((buffer.getByte(at + i) & 0xC0) != 0x80) {
                return 0;
            }
        }
        return count;
    }

    /** Neither an overlong form nor a surrogate, nor more than U+10FFFF. */
    private static boolean isSecond(int first, int second) {
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= lowest && second <= highest;
    }

    /** Whether all of it is. */
    static boolean isWellFormed(DirectBuffer buffer) {
        int length = buffer.capacity();
        int at = 0;
        while (at < length) {
            int bytes = characterBytes(buffer, at, length);
            if (bytes == 0) {
                return false;
            }
            at += bytes;
        }
        return true;
    }
}
