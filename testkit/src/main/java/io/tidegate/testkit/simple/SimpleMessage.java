package io.tidegate.testkit.simple;

import io.tidegate.model.TableName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was written, in either encoding; whatever it does not have is 0, empty or null.
 *
 * @param type INSERT, UPDATE, DELETE, BOOTSTRAP, WATERMARK, or that of a DDL
 * @param table database and table of a row
 * @param tableId of a row
 * @param sql of a DDL
 * @param commitTs commit-ts
 * @param buildTs milliseconds since 1970
 * @param schemaVersion which definition a row has
 * @param claimCheckLocation where the whole row is
 * @param handleKeyOnly whether the row has its handle key alone
 * @param data new values by column: String, byte[], Number, {@link Timestamp} or null
 * @param old old values by column
 * @param tableSchema definition
 * @param preTableSchema definition before
 */
public record SimpleMessage(
        String type,
        TableName table,
        long tableId,
        String sql,
        long commitTs,
        long buildTs,
        long schemaVersion,
        @Nullable String claimCheckLocation,
        boolean handleKeyOnly,
        @Nullable Map<String, @Nullable Object> data,
        @Nullable Map<String, @Nullable Object> old,
        @Nullable SimpleSchema tableSchema,
        @Nullable SimpleSchema preTableSchema) {
    /**
     * A value of a TIMESTAMP column.
     *
     * @param location time zone of the value
     * @param value its text
     */
    public record Timestamp(String location, String value) {}

    /** Whether it is the change of a row. */
    public boolean isRow() {
        return data != null || old != null;
    }
}
