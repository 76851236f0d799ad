package io.ringfence.journal.dump;

/** One JSON object a line, in ASCII whatever the text, with the fields in the dictionary's order; groups are arrays, messages in it objects. */
final class JsonLines extends EventText {
    @Override
    String heading() {
        return "";
    }

    @Override
    void begin(long sequence, long timestampNs, String type) {
        line.append('{');
        integer("sequence", sequence);
        text("timestamp", iso(timestampNs));
        text("type", type);
    }

    @Override
    void text(String name, String value) {
        name(name);
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                escape(c);
            } else {
                line.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        line.append('"');
    }

    @Override
    void integer(String name, long value) {
        name(name);
        line.append(value);
    }

    @Override
    void beginGroup(String name) {
        super.beginGroup(name);
        name(name);
        line.append('[');
    }

    @Override
    void beginEntry() {
        line.append(endsWith('[') ? "{" : ",{");
    }

    @Override
    void endEntry() {
        line.append('}');
    }

    @Override
    void endGroup() {
        line.append(']');
    }

    @Override
    void beginMessage(String name) {
        name(name);
        line.append('{');
    }

    @Override
    void endMessage() {
        line.append('}');
    }

    @Override
    void end() {
        line.append('}');
    }

    private void name(String name) {
        line.append(endsWith('{') ? "\"" : ",\"").append(name).append("\":");
    }
}
