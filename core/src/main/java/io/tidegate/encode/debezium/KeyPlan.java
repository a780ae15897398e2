package io.tidegate.encode.debezium;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.model.TableVersion;
import java.util.Arrays;

/**
 * What all keys for one table version have in common. A key has the columns of the handle key, also those that a column
 * selector leaves out of values. Does not refer to the table version, so that it can be forgotten with it.
 *
 * @param columns the columns of the handle key, in table column order; empty without one
 * @param end what follows the last value
 */
record KeyPlan(ColumnPlan[] columns, byte[] end) {
    /** @param table with all of its columns */
    static KeyPlan of(TableVersion table, DebeziumConfig config) {
        int[] key = Arrays.stream(StoredColumns.ordinals(table))
                .filter(table::isHandleKeyColumn)
                .toArray();
        byte[] schema = EnvelopeSchema.key(config, table.name(), StoredColumns.of(table, key));
        return new KeyPlan(ColumnPlan.of(table, key, config), MessageEnd.of("}", config, schema));
    }
}
