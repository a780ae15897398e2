package io.tidegate.model;

import org.jspecify.annotations.Nullable;

/**
 * A change of a definition, of one table or one database.
 *
 * @param commitTs as of a transaction
 * @param kind what the statement does
 * @param table the table it acts on, after a rename under its new name; the table part is empty for a database
 * @param renamedFrom the name before a rename, else null
 * @param sql the statement for this table; unqualified names belong to the schema of {@code table}
 * @param newVersion the definition from here on; null after a DROP, for a database, and where the source does not know
 * @param oldVersion the definition before; null for a new table, for a database, and where the source does not know
 * @param startTs of the statement's transaction; 0 where the source has none
 */
public record Ddl(
        long commitTs,
        DdlKind kind,
        TableName table,
        @Nullable TableName renamedFrom,
        String sql,
        @Nullable TableVersion newVersion,
        @Nullable TableVersion oldVersion,
        long startTs) {
    /** A change of a source without start-ts. */
    public Ddl(
            long commitTs,
            DdlKind kind,
            TableName table,
            @Nullable TableName renamedFrom,
            String sql,
            @Nullable TableVersion newVersion,
            @Nullable TableVersion oldVersion) {
        this(commitTs, kind, table, renamedFrom, sql, newVersion, oldVersion, 0);
    }

    /** A change of which the definition before is not known. */
    public Ddl(
            long commitTs,
            DdlKind kind,
            TableName table,
            @Nullable TableName renamedFrom,
            String sql,
            @Nullable TableVersion newVersion) {
        this(commitTs, kind, table, renamedFrom, sql, newVersion, null, 0);
    }

    /** Whether the statement acts on a database and not on a table. */
    public boolean isDatabase() {
        return table.table().isEmpty();
    }

    /** The name that decides the topic and is held against the filter: of a rename the old one. */
    public TableName sourceName() {
        return renamedFrom == null ? table : renamedFrom;
    }
}
