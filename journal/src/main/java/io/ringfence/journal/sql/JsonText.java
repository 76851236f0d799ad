package io.ringfence.journal.sql;

/** Text as JSON quotes it. */
final class JsonText {
    private JsonText() {}

    static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == 0) {
                // PostgreSQL takes no zero, not even one that is escaped.
                json.append('\ufffd');
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
