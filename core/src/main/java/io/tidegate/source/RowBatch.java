package io.tidegate.source;

/**
 * Row changes of one or more whole transactions, or of a part of a giant one, in commit order, still as the bytes that
 * came from the wire. Immutable once handed on; read by any number of {@link io.tidegate.model.RowCursor}s of the source
 * that made it, on any thread, until {@link #release}.
 */
public non-sealed interface RowBatch extends SourceEvent {
    /** Bytes of memory that this batch holds until it is released. */
    long heldBytes();

    /**
     * How many rows it has, before filters; an UPDATE is one. Asked for by feeds with a quota only, at most once: it may
     * have to walk over the rows.
     *
     * @throws io.tidegate.error.TidegateException if they cannot be read, as a cursor would
     */
    long rows();

    /** Commit-ts of the last row. */
    long lastCommitTs();

    /** Gives the memory back. Called exactly once, after the last cursor has moved off the batch. */
    void release();
}
