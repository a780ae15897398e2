package io.tidegate.mysql.row;

import io.tidegate.model.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed TABLE_MAP event: everything the log itself says of the layout of the rows that follow. Immutable; arrays are
 * indexed by column and must not be modified.
 *
 * @param tableId the id that rows events refer to
 * @param name schema and table
 * @param types the binlog type code of each column, ENUM and SET already taken out of STRING
 * @param metadata the type metadata of each column: bytes at most of STRING, VARCHAR and VAR_STRING, width of the
 *     length of BLOB, GEOMETRY, JSON and VECTOR, bytes of FLOAT, DOUBLE, ENUM and SET, bits of BIT, digits of the
 *     fraction of TIMESTAMP2, DATETIME2 and TIME2, {@code precision << 8 | scale} of NEWDECIMAL, 0 for others
 * @param nullable whether a column may hold NULL
 * @param unsigned whether a numeric column is unsigned; null when the log does not say
 * @param collations collation id of each character, ENUM and SET column, 0 for others; null when the log does not say
 * @param names column names; null unless the log has FULL metadata
 * @param members members of each ENUM and SET column in UTF-8 text, empty for others; null when the log does not say
 * @param geometryTypes geometry type code of each GEOMETRY column, -1 for others; null when the log does not say
 * @param primaryKey ordinals of the primary key in key order, empty for none; null when the log does not say
 * @param primaryKeyPrefixes for each primary key part the length of its prefix in characters, 0 for the whole column
 * @param visible whether a column is visible; null when the log does not say
 */
public record TableMap(
        long tableId,
        TableName name,
        int[] types,
        int[] metadata,
        boolean[] nullable,
        boolean @Nullable [] unsigned,
        int @Nullable [] collations,
        @Nullable List<String> names,
        @Nullable List<List<String>> members,
        int @Nullable [] geometryTypes,
        int @Nullable [] primaryKey,
        int @Nullable [] primaryKeyPrefixes,
        boolean @Nullable [] visible) {
    /** Number of columns. */
    public int columns() {
        return types.length;
    }

    /** Whether the log carries names, members and the primary key: binlog_row_metadata was FULL. */
    public boolean isFull() {
        return names != null;
    }
}
