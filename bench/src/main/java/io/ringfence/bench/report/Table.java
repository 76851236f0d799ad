package io.ringfence.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for the terminal and for the page.
 *
 * @param title above it
 * @param columns from left to right
 * @param rows a cell a column
 */
record Table(String title, List<Column> columns, List<List<String>> rows) {
    /**
     * A column.
     *
     * @param name its head
     * @param isWords to the left; figures stand to the right
     */
    record Column(String name, boolean isWords) {}

    /** With words in the first so many columns and in the last, and figures between. */
    static Table of(String title, int wordColumns, List<String> names, List<List<String>> rows) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new Column(names.get(i), i < wordColumns || i == names.size() - 1));
        }
        return new Table(title, columns, rows);
    }

    /** Lines without blanks at their ends. */
    String text() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    columns.get(i).name().length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
        }
        StringBuilder text = new StringBuilder(title).append('\n');
        line(text, widths, columns.stream().map(Column::name).toList());
        rows.forEach(row -> line(text, widths, row));
        return text.toString();
    }

    private void line(StringBuilder text, int[] widths, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "  " : "   ");
            line.append(columns.get(i).isWords() ? cells.get(i) + blanks : blanks + cells.get(i));
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
