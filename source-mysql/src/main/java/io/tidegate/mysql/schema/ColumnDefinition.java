package io.tidegate.mysql.schema;

import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import org.jspecify.annotations.Nullable;

/**
 * A column as a definition states it.
 *
 * @param name spelled as in the definition
 * @param type its type
 * @param nullable whether it may hold NULL
 * @param generation whether the server computes it
 * @param defaultText its default as {@link DeclaredDefault#printed} gives it
 * @param collation of text, ENUM and SET; null until the catalogue or the log tells
 */
public record ColumnDefinition(
        String name,
        ColumnType type,
        boolean nullable,
        Generation generation,
        @Nullable String defaultText,
        @Nullable Collation collation) {
    Column column() {
        return new Column(name, type, nullable, generation, defaultText, collation);
    }

    ColumnDefinition notNull() {
        return nullable ? new ColumnDefinition(name, type, false, generation, defaultText, collation) : this;
    }

    ColumnDefinition renamed(String newName) {
        return new ColumnDefinition(newName, type, nullable, generation, defaultText, collation);
    }

    ColumnDefinition withDefault(@Nullable String text) {
        return new ColumnDefinition(name, type, nullable, generation, text, collation);
    }

    ColumnDefinition collated(Collation other) {
        return new ColumnDefinition(name, type, nullable, generation, defaultText, other);
    }
}
