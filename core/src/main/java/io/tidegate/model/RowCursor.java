package io.tidegate.model;

/**
 * The position of a reader in a batch of row changes. Reused for many batches and moved by {@link #next}; not thread
 * safe.
 */
public interface RowCursor {
    /** Moves to the next row; false after the last. */
    boolean next();

    /** The definition of the current row's table when the row was written; the same object for runs of rows. */
    TableVersion table();

    RowKind kind();

    /** The commit-ts of the row's transaction. */
    long commitTs();

    /** The start-ts of the row's transaction; 0 where the source has none. */
    default long startTs() {
        return 0;
    }

    /** The old values; meaningless for INSERT. */
    RowImage before();

    /** The new values; meaningless for DELETE. */
    RowImage after();

    /** Of an UPDATE: whether the stored bytes of the column are the same in both images, NULL equal to NULL. */
    boolean sameBytes(int column);

    /** The same row with all of its columns, where this cursor shows some; always the same object. */
    default RowCursor whole() {
        return this;
    }

    /** Where in the log the row stands; the same object for every row. */
    default LogOrigin origin() {
        return LogOrigin.UNKNOWN;
    }
}
