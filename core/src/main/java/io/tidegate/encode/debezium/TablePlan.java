package io.tidegate.encode.debezium;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.model.Column;
import io.tidegate.model.Generation;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all messages for one table version have in common: constant text, ready as bytes, and the columns to write. Does not
 * refer to the table version, so that it can be forgotten with it.
 *
 * @param source the part of the block {@code source} that is the table's
 * @param columns the columns of a row, in table column order
 * @param keyColumns the columns of the handle key, in table column order; empty without one
 * @param valueEnd what follows the last value of the last row in a value
 * @param keyEnd what follows the last value in a key
 */
record TablePlan(byte[] source, ColumnPlan[] columns, ColumnPlan[] keyColumns, byte[] valueEnd, byte[] keyEnd) {
    static TablePlan of(TableVersion table, DebeziumConfig config) {
        int[] stored = IntStream.range(0, table.columns().size())
                .filter(ordinal -> table.column(ordinal).generation() != Generation.VIRTUAL)
                .toArray();
        int[] key = Arrays.stream(stored).filter(table::isHandleKeyColumn).toArray();
        byte[] valueSchema = EnvelopeSchema.value(config, table.name(), columns(table, stored));
        byte[] keySchema = EnvelopeSchema.key(config, table.name(), columns(table, key));
        return new TablePlan(
                SourceBlock.ofTable(table.name()),
                plans(table, stored, config),
                plans(table, key, config),
                MessageEnd.of("}}", config, valueSchema),
                MessageEnd.of("}", config, keySchema));
    }

    private static List<Column> columns(TableVersion table, int[] ordinals) {
        List<Column> columns = new ArrayList<>();
        for (int ordinal : ordinals) {
            columns.add(table.column(ordinal));
        }
        return columns;
    }

    private static ColumnPlan[] plans(TableVersion table, int[] ordinals, DebeziumConfig config) {
        return Arrays.stream(ordinals)
                .mapToObj(ordinal -> ColumnPlan.of(ordinal, table.column(ordinal), config.replaceNullWithDefault()))
                .toArray(ColumnPlan[]::new);
    }
}
