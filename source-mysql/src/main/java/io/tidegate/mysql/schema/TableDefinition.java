package io.tidegate.mysql.schema;

import io.tidegate.model.Index;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a table beside its log events: the second layer, which refines what the log says and never overrules
 * it. Compared by value.
 *
 * @param name schema and table
 * @param columns in definition order
 * @param keys the primary key first, then all other indexes by name: the one order that the server's catalogue, the text of a
 *     statement and a stored state agree on
 */
public record TableDefinition(TableName name, List<ColumnDefinition> columns, List<KeyDefinition> keys) {
    private static final Comparator<KeyDefinition> KEY_ORDER =
            Comparator.comparing((KeyDefinition key) -> !key.isPrimary()).thenComparing(KeyDefinition::name);

    public TableDefinition {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /** A definition whose keys come in any order. */
    static TableDefinition of(TableName name, List<ColumnDefinition> columns, Collection<KeyDefinition> keys) {
        return new TableDefinition(
                name, columns, keys.stream().sorted(KEY_ORDER).toList());
    }

    /** The parts of the primary key, empty without one. */
    List<KeyPart> primaryKey() {
        return keys.isEmpty() || !keys.get(0).isPrimary()
                ? List.of()
                : keys.get(0).parts();
    }

    TableDefinition renamed(TableName newName) {
        return new TableDefinition(newName, columns, keys);
    }

    /** The column of this name, whatever its case, as servers compare them; null without one. */
    @Nullable
    ColumnDefinition column(String columnName) {
        int ordinal = ordinal(columnName);
        return ordinal < 0 ? null : columns.get(ordinal);
    }

    /** Without what neither columns nor indexes are about: the collations. */
    TableDefinition structure() {
        return new TableDefinition(
                name,
                columns.stream()
                        .map(column -> new ColumnDefinition(
                                column.name(),
                                column.type(),
                                column.nullable(),
                                column.generation(),
                                column.defaultText(),
                                null))
                        .toList(),
                keys);
    }

    /** With other columns in the same places. */
    TableDefinition withColumns(List<ColumnDefinition> others) {
        return new TableDefinition(name, others, keys);
    }

    /** A new version of the table; every call gives another one. See {@link TableVersion} for its identity. */
    TableVersion version(long id, long schemaVersion) {
        List<Key> versionKeys = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        for (KeyDefinition key : keys) {
            List<Integer> ordinals = key.parts().stream()
                    .filter(part -> part.column() != null)
                    .map(part -> ordinal(String.valueOf(part.column())))
                    .filter(ordinal -> ordinal >= 0)
                    .toList();
            if (key.unique()) {
                boolean whole = ordinals.size() == key.parts().size()
                        && key.parts().stream().allMatch(KeyPart::isWhole);
                versionKeys.add(new Key(key.name(), ordinals, whole));
            } else {
                indexes.add(new Index(key.name(), ordinals));
            }
        }
        return new TableVersion(
                name, columns.stream().map(ColumnDefinition::column).toList(), versionKeys, indexes, id, schemaVersion);
    }

    /** The index of the column of this name, whatever its case; -1 without one. */
    int ordinal(String columnName) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(columnName)) {
                return i;
            }
        }
        return -1;
    }
}
