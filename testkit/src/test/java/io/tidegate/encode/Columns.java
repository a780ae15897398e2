package io.tidegate.encode;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import org.jspecify.annotations.Nullable;

/** Columns of tests. */
public final class Columns {
    private Columns() {}

    /**
     * A column of text knows no collation.
     *
     * @param defaultText as the catalogue prints it; null for none
     */
    public static Column withDefault(String name, ColumnType type, boolean nullable, @Nullable String defaultText) {
        return new Column(name, type, nullable, Generation.NONE, defaultText, null);
    }
}
