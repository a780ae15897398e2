package io.tidegate.encode.openprotocol;

import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;
import io.tidegate.model.TableVersion;

/**
 * How a column is written into {@code u}, {@code p} and {@code d}.
 *
 * @param ordinal of the column
 * @param rendering how its value becomes text
 * @param prefix <code>},"name":{"t":1,"h":true,"f":11,"v":</code> and the opening quote of a text. It begins with the end
 *     of the column before, so the first column goes without {@link #SKIP_FIRST} bytes; NULL goes without the quote
 */
record ColumnPlan(int ordinal, Rendering rendering, byte[] prefix) {
    /** The bytes of a prefix that belong to the column before. */
    static final int SKIP_FIRST = 2;

    private static final int USUAL_LENGTH = 64;

    static ColumnPlan of(TableVersion table, int ordinal) {
        Column column = table.column(ordinal);
        Rendering rendering = Rendering.of(column.type());
        ByteBuilder prefix = new ByteBuilder(USUAL_LENGTH);
        prefix.appendAscii("},");
        JsonText.appendQuoted(JsonEscapes.PLAIN, column.name(), prefix);
        prefix.appendAscii(":{\"t\":" + TypeCode.of(column.type().kind()));
        prefix.appendAscii(table.isHandleKeyColumn(ordinal) ? ",\"h\":true" : "");
        prefix.appendAscii(",\"f\":" + ColumnFlags.of(table, ordinal) + ",\"v\":");
        prefix.appendAscii(rendering.isQuoted() ? "\"" : "");
        return new ColumnPlan(ordinal, rendering, prefix.toBytes());
    }
}
