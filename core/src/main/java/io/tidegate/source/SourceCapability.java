package io.tidegate.source;

/** What a source can do besides streaming changes from now on. */
public enum SourceCapability {
    /** Begin at a commit-ts. */
    START_AT_TSO,
    /** Begin at a time. */
    START_AT_TIME,
    /** Begin at a position of its own, such as a GTID set. */
    START_AT_POSITION,
    /** Begin with the data that is there. */
    INITIAL_DATA,
    /** Send the data of chosen tables while changes go on. */
    BACKFILL,
    /** Show some rows of a table. */
    ROW_PREVIEW
}
