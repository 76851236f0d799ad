package io.ringfence.journal.dump;

import java.io.IOException;

/** A row an event: sequence, timestamp and type in columns, then its fields as {@code name=value}. */
final class TableRows extends EventText {
    private static final String COLUMNS = "%12s  %-30s  %-24s";

    private boolean headed;

    TableRows(Appendable out) {
        super(out);
    }

    @Override
    void begin(long sequence, long timestampNs, String type) throws IOException {
        if (!headed) {
            headed = true;
            out.append(String.format(COLUMNS, "sequence", "timestamp", "type")).append("  fields\n");
        }
        out.append(String.format(COLUMNS, sequence, iso(timestampNs), type)).append(' ');
    }

    @Override
    void text(String name, String value) throws IOException {
        out.append(' ').append(name).append('=').append(value);
    }

    @Override
    void integer(String name, long value) throws IOException {
        text(name, Long.toString(value));
    }

    @Override
    String ending() {
        return "";
    }
}
