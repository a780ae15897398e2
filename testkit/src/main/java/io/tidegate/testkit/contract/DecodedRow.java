package io.tidegate.testkit.contract;

import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row change as somebody reads it out of messages. Values have the form that {@link CodecContract#expected} gives them.
 *
 * @param kind what happened
 * @param table schema and table
 * @param before old values by column name, empty when the message has none
 * @param after new values by column name, empty for a DELETE
 */
public record DecodedRow(
        RowKind kind, TableName table, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {}
