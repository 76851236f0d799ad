package io.ringfence.transport.edge;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text made once, off the path, into the bytes that the path copies. */
final class Ascii {
    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A JSON string with its quotes. */
    static byte[] quoted(String text) {
        return bytes('"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
    }

    /** Constants' names as lower-case JSON strings, by ordinal. */
    static byte[][] lowerCase(Enum<?>[] constants) {
        byte[][] names = new byte[constants.length][];
        for (Enum<?> constant : constants) {
            names[constant.ordinal()] = quoted(constant.name().toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
