package io.tidegate.mysql.binlog;

/** Which transactions were read, in the numbering of either family. Mutable; its text is the family's own. */
sealed interface Gtids permits GtidSet, MariadbGtidState {
    /** An independent one that says the same. */
    Gtids copy();
}
