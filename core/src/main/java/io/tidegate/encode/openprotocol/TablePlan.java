package io.tidegate.encode.openprotocol;

import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Generation;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What all rows of a table version have in common. Does not refer to the table version, so that it can be forgotten with
 * it.
 *
 * @param keyTail what stands behind the timestamp in the key object, without its last brace
 * @param written the columns of INSERT and UPDATE, in table column order
 * @param deleted the columns of DELETE; empty when it is to carry the handle key and there is none
 * @param handleKey the columns of the handle key, in table column order
 */
record TablePlan(byte[] keyTail, ColumnPlan[] written, ColumnPlan[] deleted, ColumnPlan[] handleKey) {
    private static final int USUAL_LENGTH = 256;

    static TablePlan of(TableVersion table, OpenProtocolConfig config) {
        ColumnPlan[] all = IntStream.range(0, table.columns().size())
                .filter(ordinal -> table.column(ordinal).generation() != Generation.VIRTUAL)
                .mapToObj(ordinal -> ColumnPlan.of(table, ordinal))
                .toArray(ColumnPlan[]::new);
        ColumnPlan[] ofHandleKey = Arrays.stream(all)
                .filter(column -> table.isHandleKeyColumn(column.ordinal()))
                .toArray(ColumnPlan[]::new);
        return new TablePlan(
                keyTail(table), all, config.deleteOnlyOutputHandleKeyColumns() ? ofHandleKey : all, ofHandleKey);
    }

    ColumnPlan[] columns(RowKind kind) {
        return switch (kind) {
            case INSERT, UPDATE -> written;
            case DELETE -> deleted;
        };
    }

    private static byte[] keyTail(TableVersion table) {
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        text.appendAscii(",\"scm\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, table.name().schema(), text);
        text.appendAscii(",\"tbl\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, table.name().table(), text);
        text.appendAscii(",\"t\":1");
        return text.toBytes();
    }
}
