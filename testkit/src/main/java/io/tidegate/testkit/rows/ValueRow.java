package io.tidegate.testkit.rows;

import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row change made of Java values, see {@link ValueImage} for their types.
 *
 * @param table its definition
 * @param kind what happened
 * @param commitTs commit-ts of its transaction
 * @param before old values in column order, empty for an INSERT
 * @param after new values in column order, empty for a DELETE
 * @param startTs start-ts of its transaction, 0 for none
 */
public record ValueRow(
        TableVersion table,
        RowKind kind,
        long commitTs,
        List<@Nullable Object> before,
        List<@Nullable Object> after,
        long startTs) {
    /** A row of a source without start-ts. */
    public ValueRow(
            TableVersion table,
            RowKind kind,
            long commitTs,
            List<@Nullable Object> before,
            List<@Nullable Object> after) {
        this(table, kind, commitTs, before, after, 0);
    }

    /** The same row of a transaction that started then. */
    public ValueRow startedAt(long ts) {
        return new ValueRow(table, kind, commitTs, before, after, ts);
    }

    public static ValueRow insert(TableVersion table, long commitTs, @Nullable Object... after) {
        return new ValueRow(table, RowKind.INSERT, commitTs, List.of(), values(after));
    }

    public static ValueRow delete(TableVersion table, long commitTs, @Nullable Object... before) {
        return new ValueRow(table, RowKind.DELETE, commitTs, values(before), List.of());
    }

    public static ValueRow update(
            TableVersion table, long commitTs, List<@Nullable Object> before, List<@Nullable Object> after) {
        return new ValueRow(table, RowKind.UPDATE, commitTs, before, after);
    }

    /** A list that may hold nulls, which {@code List.of} does not. */
    public static List<@Nullable Object> values(@Nullable Object... values) {
        return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values)));
    }
}
