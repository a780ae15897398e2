package io.tidegate.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The definition of a table between two DDLs. Immutable; compared by identity, so that whoever derives something from a
 * definition (an encode plan, a route) can keep it beside the version it belongs to. Every row carries its own version.
 */
public final class TableVersion {
    private final TableName name;
    private final List<Column> columns;
    private final List<Key> keys;
    private final List<Index> indexes;
    private final long id;
    private final long schemaVersion;
    private final int[] primaryKey;
    private final int[] handleKey;
    private final int[] keyColumns;
    private final List<String> primaryKeyNames;

    /** A definition of which neither indexes nor identity are known. */
    public TableVersion(TableName name, List<Column> columns, List<Key> keys) {
        this(name, columns, keys, List.of(), 0, 0);
    }

    /**
     * @param name schema and table
     * @param columns in definition order; the ordinal of a column is its index here
     * @param keys the primary key and all unique keys, in definition order
     * @param indexes the other indexes, in definition order
     * @param id see {@link #id}
     * @param schemaVersion see {@link #schemaVersion}
     */
    public TableVersion(
            TableName name, List<Column> columns, List<Key> keys, List<Index> indexes, long id, long schemaVersion) {
        this(name, columns, keys, indexes, id, schemaVersion, primaryKeyNames(columns, keys));
    }

    private TableVersion(
            TableName name,
            List<Column> columns,
            List<Key> keys,
            List<Index> indexes,
            long id,
            long schemaVersion,
            List<String> primaryKeyNames) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.keys = List.copyOf(keys);
        this.indexes = List.copyOf(indexes);
        this.id = id;
        this.schemaVersion = schemaVersion;
        this.primaryKeyNames = primaryKeyNames;
        this.primaryKey = this.keys.stream()
                .filter(Key::isPrimary)
                .findFirst()
                .map(TableVersion::ordinals)
                .orElse(new int[0]);
        this.handleKey = chooseHandleKey().map(TableVersion::ordinals).orElse(new int[0]);
        this.keyColumns = this.keys.stream()
                .flatMap(key -> key.columns().stream())
                .mapToInt(Integer::intValue)
                .distinct()
                .sorted()
                .toArray();
    }

    public TableName name() {
        return name;
    }

    public List<Column> columns() {
        return columns;
    }

    public Column column(int ordinal) {
        return columns.get(ordinal);
    }

    /** The primary key and all unique keys, in definition order. */
    public List<Key> keys() {
        return keys;
    }

    /** The indexes that do not make rows unique, in definition order. */
    public List<Index> indexes() {
        return indexes;
    }

    /** Identifies the table from its creation or truncation to the next; 0 where the source does not know. */
    public long id() {
        return id;
    }

    /** The commit-ts of the last change of columns or indexes; 0 where the source does not know. */
    public long schemaVersion() {
        return schemaVersion;
    }

    /** Ordinals of the primary key in key order; empty without one. Not to be modified. */
    public int[] primaryKey() {
        return primaryKey;
    }

    /** Names of the primary key's columns in table column order, also of those that {@link #selecting} left out. */
    public List<String> primaryKeyNames() {
        return primaryKeyNames;
    }

    /**
     * Ordinals of the handle key in key order: the primary key; else, of the unique keys with only not-null whole
     * columns that are not virtual, the one with the fewest columns, the first defined on a tie; else empty. Not to be
     * modified.
     */
    public int[] handleKey() {
        return handleKey;
    }

    /** Whether rows can be told apart: there is a handle key. */
    public boolean hasHandleKey() {
        return handleKey.length > 0;
    }

    /** Ordinals of all columns of any primary or unique key, ascending: an UPDATE of one of them is split. */
    public int[] keyColumns() {
        return keyColumns;
    }

    /** Whether the column is part of the handle key. */
    public boolean isHandleKeyColumn(int ordinal) {
        for (int key : handleKey) {
            if (key == ordinal) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same table with some of its columns: what a consumer sees of it. Keys and indexes remain that have all of their
     * columns.
     *
     * @param ordinals of the columns that remain, ascending; the new ordinal of a column is its index here
     */
    public TableVersion selecting(List<Integer> ordinals) {
        return new TableVersion(
                name,
                ordinals.stream().map(columns::get).toList(),
                keys.stream()
                        .filter(key -> ordinals.containsAll(key.columns()))
                        .map(key -> new Key(key.name(), renumbered(key.columns(), ordinals), key.whole()))
                        .toList(),
                indexes.stream()
                        .filter(index -> ordinals.containsAll(index.columns()))
                        .map(index -> new Index(index.name(), renumbered(index.columns(), ordinals)))
                        .toList(),
                id,
                schemaVersion,
                primaryKeyNames);
    }

    @Override
    public String toString() {
        return name + columns.stream().map(Column::name).toList().toString();
    }

    private Optional<Key> chooseHandleKey() {
        Optional<Key> primary = keys.stream().filter(Key::isPrimary).findFirst();
        if (primary.isPresent()) {
            return primary;
        }
        return keys.stream()
                .filter(key -> key.whole() && key.columns().stream().allMatch(this::canIdentify))
                .min(Comparator.comparingInt(key -> key.columns().size()));
    }

    private boolean canIdentify(int ordinal) {
        Column column = columns.get(ordinal);
        return !column.nullable() && column.generation() != Generation.VIRTUAL;
    }

    private static List<Integer> renumbered(List<Integer> columns, List<Integer> ordinals) {
        return columns.stream().map(ordinals::indexOf).toList();
    }

    private static List<String> primaryKeyNames(List<Column> columns, List<Key> keys) {
        return keys.stream()
                .filter(Key::isPrimary)
                .findFirst()
                .map(key -> key.columns().stream()
                        .sorted()
                        .map(ordinal -> columns.get(ordinal).name())
                        .toList())
                .orElse(List.of());
    }

    private static int[] ordinals(Key key) {
        return key.columns().stream().mapToInt(Integer::intValue).toArray();
    }
}
