package io.tidegate.encode.canaljson;

import io.tidegate.encode.json.JsonText;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What all messages of one kind for one table version have in common: the constant text between the values, ready as
 * bytes, and the columns to write. Does not refer to the table version, so that it can be forgotten with it.
 *
 * @param head from the first brace to {@code "es":}
 * @param types what stands between the timestamps and the values
 * @param columns the columns of {@code data} and {@code old}, in table column order
 */
record MessagePlan(byte[] head, TypesText types, ColumnPlan[] columns) {
    private static final int USUAL_LENGTH = 256;

    /**
     * @param table the table version
     * @param kind the kind of message
     * @param handleKeyOnly whether it carries the columns of the handle key alone
     * @param typeText the text of a type in {@code mysqlType}
     */
    static MessagePlan of(
            TableVersion table, RowKind kind, boolean handleKeyOnly, Function<ColumnType, String> typeText) {
        int[] stored = IntStream.range(0, table.columns().size())
                .filter(ordinal -> table.column(ordinal).generation() != Generation.VIRTUAL)
                .toArray();
        if (stored.length == 0) {
            throw new TidegateException(
                    ErrorCode.ENCODE_FAILED, "every column of table " + table.name() + " is a virtual generated one");
        }
        int[] ordinals = handleKeyOnly
                ? Arrays.stream(stored).filter(table::isHandleKeyColumn).toArray()
                : stored;
        ColumnPlan[] columns = Arrays.stream(ordinals)
                .mapToObj(ordinal -> ColumnPlan.of(ordinal, table.column(ordinal)))
                .toArray(ColumnPlan[]::new);
        return new MessagePlan(head(table, kind), TypesText.of(table, ordinals, typeText, opening(kind)), columns);
    }

    private static byte[] head(TableVersion table, RowKind kind) {
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        text.appendAscii("{\"id\":0,\"database\":");
        JsonText.appendQuoted(table.name().schema(), text);
        text.appendAscii(",\"table\":");
        JsonText.appendQuoted(table.name().table(), text);
        text.appendAscii(",\"pkNames\":[");
        List<String> primaryKey = table.primaryKeyNames();
        for (int i = 0; i < primaryKey.size(); i++) {
            text.appendAscii(i == 0 ? "" : ",");
            JsonText.appendQuoted(primaryKey.get(i), text);
        }
        text.appendAscii("],\"isDdl\":false,\"type\":\"" + kind.name() + "\",\"es\":");
        return text.toBytes();
    }

    private static String opening(RowKind kind) {
        return switch (kind) {
            case INSERT, DELETE -> ",\"old\":null,\"data\":[{";
            case UPDATE -> ",\"old\":[{";
        };
    }
}
