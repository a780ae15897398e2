package io.tidegate.mysql.schema;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;

/**
 * A column as a definition states it.
 *
 * @param name spelled as in the definition
 * @param type its type
 * @param nullable whether it may hold NULL
 * @param generation whether the server computes it
 */
public record ColumnDefinition(String name, ColumnType type, boolean nullable, Generation generation) {
    Column column() {
        return new Column(name, type, nullable, generation);
    }

    ColumnDefinition notNull() {
        return nullable ? new ColumnDefinition(name, type, false, generation) : this;
    }

    ColumnDefinition renamed(String newName) {
        return new ColumnDefinition(newName, type, nullable, generation);
    }
}
