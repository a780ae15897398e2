package io.tidegate.encode;

import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;

/**
 * Which row a record is of.
 *
 * @param table its table
 * @param kind the kind it was sent as
 * @param commitTs the commit-ts of its transaction, unsigned
 */
public record RowOrigin(TableName table, RowKind kind, long commitTs) {}
