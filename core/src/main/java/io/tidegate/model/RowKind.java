package io.tidegate.model;

/** What happened to a row: INSERT has an after image only, DELETE a before image only, UPDATE both. */
public enum RowKind {
    INSERT,
    UPDATE,
    DELETE
}
