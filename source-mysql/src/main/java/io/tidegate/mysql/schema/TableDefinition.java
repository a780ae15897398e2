package io.tidegate.mysql.schema;

import io.tidegate.model.TableName;
import java.util.List;

/**
 * What is known of a table beside its log events: the second layer, which refines what the log says and never overrules
 * it. Compared by value.
 *
 * @param name schema and table
 * @param columns in definition order
 * @param keys the primary key first, then unique keys by name: the one order that the server's catalogue, the text of a
 *     statement and a stored state agree on
 */
public record TableDefinition(TableName name, List<ColumnDefinition> columns, List<KeyDefinition> keys) {
    public TableDefinition {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }
}
