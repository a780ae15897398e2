package io.tidegate.cli.client;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A table for people: a heading, columns that are as wide as their widest cell, numbers on the right. The last column has
 * no padding, so long sentences belong there.
 */
public final class TextTable {
    private static final String GAP = "  ";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.,]*( [%a-zA-Z/]+)?|-?");

    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row; control characters in cells are shown as blanks, since they may come from anywhere. */
    public TextTable row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells");
        }
        rows.add(Arrays.stream(cells).map(PlainText::of).toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Prints the table, or a sentence in place of an empty one. */
    public void print(PrintWriter out, String ifEmpty) {
        if (isEmpty()) {
            out.println(ifEmpty);
            return;
        }
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int at = column;
            widths[column] =
                    rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
            numeric[column] = rows.stream().skip(1).allMatch(row -> NUMBER.matcher(row.get(at))
                    .matches());
        }
        rows.forEach(row -> out.println(line(row, widths, numeric)));
    }

    private static String line(List<String> row, int[] widths, boolean[] numeric) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : GAP).append(numeric[column] ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }
}
