package io.tidegate.model;

/**
 * The schema and the name of a table, spelled as its definition spells them.
 *
 * @param schema name of the database
 * @param table name of the table or view
 */
public record TableName(String schema, String table) {
    @Override
    public String toString() {
        return schema + "." + table;
    }
}
