package io.tidegate.mysql.schema;

import io.tidegate.model.DdlKind;
import io.tidegate.model.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a DDL text does to one table, view or database. A text that names several tables is read as several statements,
 * each with a text of its own.
 */
public sealed interface DdlStatement {
    /** The text for this table alone. */
    String sql();

    /**
     * CREATE, ALTER or DROP DATABASE.
     *
     * @param kind which of them
     * @param schema the database
     * @param sql its text
     */
    record OfDatabase(DdlKind kind, String schema, String sql) implements DdlStatement {}

    /**
     * CREATE or DROP VIEW.
     *
     * @param kind which of them
     * @param view the view
     * @param sql its text
     */
    record OfView(DdlKind kind, TableName view, String sql) implements DdlStatement {}

    /**
     * CREATE TABLE.
     *
     * @param table the new table
     * @param ifNotExists whether an existing table stays as it is
     * @param like the table whose definition it takes, else null
     * @param definition its definition, null when the text does not say all of it
     * @param sql its text
     */
    record CreateTable(
            TableName table,
            boolean ifNotExists,
            @Nullable TableName like,
            @Nullable TableDefinition definition,
            String sql)
            implements DdlStatement {}

    /**
     * ALTER TABLE, CREATE INDEX or DROP INDEX.
     *
     * @param kind what it does, by its only clause or as a multi schema change
     * @param table the table, under the name it had before
     * @param renamedTo the name it gets, null when it keeps its own
     * @param changes what it does to columns and keys, in order; null when it could not be read to the end
     * @param sql its text
     */
    record AlterTable(
            DdlKind kind,
            TableName table,
            @Nullable TableName renamedTo,
            @Nullable List<TableChange> changes,
            String sql)
            implements DdlStatement {}

    /**
     * One pair of RENAME TABLE.
     *
     * @param from the name before
     * @param to the name after
     * @param sql its text
     */
    record RenameTable(TableName from, TableName to, String sql) implements DdlStatement {}

    /**
     * DROP TABLE.
     *
     * @param table the table
     * @param sql its text
     */
    record DropTable(TableName table, String sql) implements DdlStatement {}

    /**
     * TRUNCATE TABLE.
     *
     * @param table the table
     * @param sql its text
     */
    record TruncateTable(TableName table, String sql) implements DdlStatement {}

    /**
     * A statement that would matter, but whose tables could not be made out.
     *
     * @param reason what was found where something else was expected
     * @param names every name in it that could be one of a table
     * @param sql its text
     */
    record Unreadable(String reason, List<TableName> names, String sql) implements DdlStatement {
        public Unreadable {
            names = List.copyOf(names);
        }
    }
}
