package io.tidegate.encode.simple;

import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;
import java.nio.charset.StandardCharsets;

/**
 * How a column is written into {@code data} and {@code old}.
 *
 * @param ordinal of the column
 * @param form how its value becomes text
 * @param prefix {@code ,"name":} and what opens the value; the first column goes without the comma
 * @param nameLength bytes of the prefix before what opens the value
 * @param closing what closes the value
 */
record JsonColumn(int ordinal, CellForm form, byte[] prefix, int nameLength, byte[] closing) {
    private static final int USUAL_LENGTH = 64;

    private static final byte[] QUOTE = {'"'};
    private static final byte[] QUOTE_AND_BRACE = {'"', '}'};

    /** @param location name of the time zone that TIMESTAMP values are in */
    static JsonColumn of(int ordinal, Column column, String location) {
        ByteBuilder prefix = new ByteBuilder(USUAL_LENGTH);
        prefix.append((byte) ',');
        JsonText.appendQuoted(JsonEscapes.STANDARD, column.name(), prefix);
        prefix.append((byte) ':');
        int nameLength = prefix.length();
        CellForm form = CellForm.of(column.type());
        if (form == CellForm.TIMESTAMP) {
            prefix.appendAscii("{\"location\":");
            JsonText.appendQuoted(JsonEscapes.STANDARD, location, prefix);
            prefix.appendAscii(",\"value\":\"");
        } else {
            prefix.append((byte) '"');
        }
        return new JsonColumn(
                ordinal, form, prefix.toBytes(), nameLength, form == CellForm.TIMESTAMP ? QUOTE_AND_BRACE : QUOTE);
    }

    /** The name as it is sorted: the bytes of its UTF-8. */
    static byte[] sortKey(Column column) {
        return column.name().getBytes(StandardCharsets.UTF_8);
    }
}
