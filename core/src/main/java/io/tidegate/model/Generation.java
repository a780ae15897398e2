package io.tidegate.model;

/** Whether the server computes a column. Messages never carry VIRTUAL columns; STORED ones count like ordinary ones. */
public enum Generation {
    NONE,
    STORED,
    VIRTUAL
}
