package io.tidegate.demo;

/** One line of the screen, filled from the left and never longer than the screen is wide. */
final class Row {
    private final StringBuilder text = new StringBuilder();
    private final boolean colours;
    private int left;

    Row(int columns, boolean colours) {
        this.left = columns;
        this.colours = colours;
    }

    Row put(String piece) {
        return put(piece, Ink.PLAIN);
    }

    /** Adds as much of a piece as there is room for. */
    Row put(String piece, Ink ink) {
        String cut = Columns.cut(piece, left);
        left -= Columns.of(cut);
        text.append(ink.on(cut, colours));
        return this;
    }

    /** Adds a piece in a column of its own, its text at the left. */
    Row left(String piece, int columns, Ink ink) {
        String cut = Columns.cut(piece, columns - 1);
        return put(cut, ink).put(" ".repeat(columns - Columns.of(cut)));
    }

    /** Adds a piece in a column of its own, its text at the right. */
    Row right(String piece, int columns, Ink ink) {
        return put(" ".repeat(Math.max(0, columns - Columns.of(piece)))).put(piece, ink);
    }

    /** Adds a piece at the right edge, if there is room for it. */
    Row atEdge(String piece, Ink ink) {
        int gap = left - Columns.of(piece);
        return gap < 1 ? this : put(" ".repeat(gap)).put(piece, ink);
    }

    String text() {
        return text.toString();
    }
}
