package io.ringfence.journal.dump;

import java.io.IOException;

/** One JSON object a line, with the fields in the dictionary's order. */
final class JsonLines extends EventText {
    JsonLines(Appendable out) {
        super(out);
    }

    @Override
    void begin(long sequence, long timestampNs, String type) throws IOException {
        out.append("{\"sequence\":").append(Long.toString(sequence));
        text("timestamp", iso(timestampNs));
        text("type", type);
    }

    @Override
    void text(String name, String value) throws IOException {
        out.append(",\"").append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    @Override
    void integer(String name, long value) throws IOException {
        out.append(",\"").append(name).append("\":").append(Long.toString(value));
    }

    @Override
    String ending() {
        return "}";
    }
}
