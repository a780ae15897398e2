package io.tidegate.encode.simple;

import io.tidegate.model.Index;
import io.tidegate.model.Key;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * An index as definitions in messages list it.
 *
 * @param name its name
 * @param unique whether it makes rows unique
 * @param primary whether it is the primary key
 * @param nullable whether one of its columns may be NULL
 * @param columns names in index order; parts that are expressions are left out
 */
record IndexEntry(String name, boolean unique, boolean primary, boolean nullable, List<String> columns) {
    /** All indexes of a table. A primary key that is TiDB's row id and no index of its own comes last. */
    static List<IndexEntry> of(TableVersion table) {
        List<IndexEntry> entries = new ArrayList<>();
        for (Key key : table.keys()) {
            if (!key.isRowId()) {
                entries.add(of(table, key));
            }
        }
        for (Index index : table.indexes()) {
            entries.add(new IndexEntry(
                    index.name(), false, false, anyNullable(table, index.columns()), names(table, index.columns())));
        }
        for (Key key : table.keys()) {
            if (key.isRowId()) {
                entries.add(of(table, key));
            }
        }
        return entries;
    }

    private static IndexEntry of(TableVersion table, Key key) {
        return new IndexEntry(
                key.name(), true, key.isPrimary(), anyNullable(table, key.columns()), names(table, key.columns()));
    }

    private static boolean anyNullable(TableVersion table, List<Integer> ordinals) {
        return ordinals.stream().anyMatch(ordinal -> table.column(ordinal).nullable());
    }

    private static List<String> names(TableVersion table, List<Integer> ordinals) {
        return ordinals.stream().map(ordinal -> table.column(ordinal).name()).toList();
    }
}
