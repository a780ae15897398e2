package io.tidegate.encode.debezium;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.model.TableVersion;

/**
 * What all values for one table version have in common: constant text, ready as bytes, and the columns to write. Does not
 * refer to the table version, so that it can be forgotten with it.
 *
 * @param source the part of the block {@code source} that is the table's
 * @param columns the columns of a row, in table column order
 * @param end what follows the last value of the last row
 */
record TablePlan(byte[] source, ColumnPlan[] columns, byte[] end) {
    static TablePlan of(TableVersion table, DebeziumConfig config) {
        int[] stored = StoredColumns.ordinals(table);
        byte[] schema = EnvelopeSchema.value(config, table.name(), StoredColumns.of(table, stored));
        return new TablePlan(
                SourceBlock.ofTable(table.name()),
                ColumnPlan.of(table, stored, config),
                MessageEnd.of("}}", config, schema));
    }
}
