package io.ringfence.transport.delivery.net;

import java.nio.charset.StandardCharsets;

/** Text cut to what a service takes, with an ellipsis for the rest and no half of a character. */
public final class Text {
    private static final String ELLIPSIS = "…";
    private static final int ELLIPSIS_BYTES = ELLIPSIS.getBytes(StandardCharsets.UTF_8).length;

    private Text() {}

    /** At most so many UTF-16 units, at least 2. */
    public static String cut(String text, int maxUnits) {
        return text.length() <= maxUnits ? text : whole(text, maxUnits - 1) + ELLIPSIS;
    }

    /** At most so many bytes of UTF-8, at least 4. */
    public static String cutBytes(String text, int maxBytes) {
        if (text.length() <= maxBytes && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes) {
            return text;
        }
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            bytes += bytesOf(character);
            if (bytes > maxBytes - ELLIPSIS_BYTES) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private static String whole(String text, int units) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(units - 1)) ? units - 1 : units);
    }

    /** A lone surrogate is encoded as a question mark. */
    private static int bytesOf(int character) {
        if (character < 0x80 || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
            return 1;
        }
        return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }
}
