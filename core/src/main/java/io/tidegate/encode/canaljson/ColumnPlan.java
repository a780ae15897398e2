package io.tidegate.encode.canaljson;

import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;

/**
 * How a column is written into {@code data} and {@code old}.
 *
 * @param ordinal of the column
 * @param rendering how its value becomes text
 * @param prefix {@code ,"name":"}; the first column goes without the comma, NULL without the last quote
 */
record ColumnPlan(int ordinal, Rendering rendering, byte[] prefix) {
    private static final int USUAL_LENGTH = 64;

    static ColumnPlan of(int ordinal, Column column) {
        ByteBuilder prefix = new ByteBuilder(USUAL_LENGTH);
        prefix.append((byte) ',');
        JsonText.appendQuoted(column.name(), prefix);
        prefix.appendAscii(":\"");
        return new ColumnPlan(ordinal, Rendering.of(column.type()), prefix.toBytes());
    }
}
