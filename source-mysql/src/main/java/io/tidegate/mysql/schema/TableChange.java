package io.tidegate.mysql.schema;

import org.jspecify.annotations.Nullable;

/** One thing that an ALTER TABLE does to columns or keys. Clauses without effect on either do not appear. */
public sealed interface TableChange {
    /**
     * ADD COLUMN.
     *
     * @param column the new column
     * @param place where it goes, null for the end
     */
    record AddColumn(ColumnDefinition column, @Nullable Place place) implements TableChange {}

    /**
     * MODIFY, CHANGE or RENAME COLUMN.
     *
     * @param oldName the column
     * @param column what it becomes; null when only its name changes
     * @param newName its name from now on
     * @param place where it goes, null to stay
     */
    record ChangeColumn(
            String oldName,
            @Nullable ColumnDefinition column,
            String newName,
            @Nullable Place place) implements TableChange {}

    /** ALTER COLUMN … SET DEFAULT or DROP DEFAULT. */
    record SetDefault(String column, DeclaredDefault value) implements TableChange {}

    /** DROP COLUMN. */
    record DropColumn(String name) implements TableChange {}

    /** ADD PRIMARY KEY, UNIQUE or INDEX, or CREATE INDEX. An empty name lets the server choose one. */
    record AddKey(KeyDefinition key) implements TableChange {}

    /** DROP PRIMARY KEY, INDEX or CONSTRAINT. */
    record DropKey(String name) implements TableChange {}

    /** RENAME INDEX. */
    record RenameKey(String oldName, String newName) implements TableChange {}

    /**
     * Where a column goes.
     *
     * @param after the column before it, null for the first place
     */
    record Place(@Nullable String after) {
        static final Place FIRST = new Place(null);
    }
}
