package io.ringfence.journal.sql;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyManager;

/** Rows of one table, in the text format of PostgreSQL's {@code COPY}, until they are written. */
final class CopyRows {
    private static final String NULL = "\\N";

    private final String command;
    private final StringBuilder rows = new StringBuilder();
    private boolean isRowBegun;

    CopyRows(String table, String... columns) {
        command = "copy " + table + " (" + String.join(", ", columns) + ") from stdin";
    }

    /** Appends a value to the row that is under way: text, a number, a UUID or an OffsetDateTime; null for none. */
    CopyRows put(Object value) {
        separate();
        if (value == null) {
            rows.append(NULL);
        } else if (value instanceof BigDecimal decimal) {
            rows.append(decimal.toPlainString());
        } else {
            escape(value.toString());
        }
        return this;
    }

    /** Appends an array of text. */
    CopyRows put(List<String> texts) {
        separate();
        StringBuilder array = new StringBuilder("{");
        for (String text : texts) {
            array.append(array.length() == 1 ? "\"" : ",\"");
            array.append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        }
        escape(array.append('}'));
        return this;
    }

    private void separate() {
        if (isRowBegun) {
            rows.append('\t');
        }
        isRowBegun = true;
    }

    private void escape(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(c);
            }
        }
    }

    void endRow() {
        rows.append('\n');
        isRowBegun = false;
    }

    /** Characters that wait. */
    int length() {
        return rows.length();
    }

    /** Writes the rows, inside the transaction that is under way, and forgets them. */
    void write(CopyManager copy) throws SQLException, IOException {
        if (rows.length() > 0) {
            copy.copyIn(command, new StringReader(rows.toString()));
            rows.setLength(0);
        }
    }
}
