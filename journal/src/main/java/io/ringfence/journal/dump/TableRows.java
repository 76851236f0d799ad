package io.ringfence.journal.dump;

/**
 * A row an event: sequence, timestamp and type in columns, then its fields as {@code name=value}; a group is
 * {@code name=[a=1 b=2; a=3 b=4]}, a message in it {@code name=(type=T a=1)}. Control characters of a text are escaped, so that
 * no text ends a row.
 */
final class TableRows extends EventText {
    private static final String COLUMNS = "%12s  %-30s  %-24s";

    @Override
    String heading() {
        return String.format(COLUMNS, "sequence", "timestamp", "type") + "  fields\n";
    }

    @Override
    void begin(long sequence, long timestampNs, String type) {
        line.append(String.format(COLUMNS, sequence, iso(timestampNs), type)).append(' ');
    }

    @Override
    void text(String name, String value) {
        name(name);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                escape(c);
            } else {
                line.append(c);
            }
        }
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
        line.append(endsWith('[') ? "" : ";");
    }

    @Override
    void endEntry() {
        // What follows says so.
    }

    @Override
    void endGroup() {
        line.append(']');
    }

    @Override
    void beginMessage(String name) {
        name(name);
        line.append('(');
    }

    @Override
    void endMessage() {
        line.append(')');
    }

    @Override
    void end() {
        // The line's end says so.
    }

    private void name(String name) {
        line.append(endsWith('[') || endsWith('(') ? "" : " ").append(name).append('=');
    }
}
