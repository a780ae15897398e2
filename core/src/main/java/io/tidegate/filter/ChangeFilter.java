package io.tidegate.filter;

import io.tidegate.model.Ddl;
import io.tidegate.model.TableVersion;

/**
 * What is left out of the changes of the tables that match. Thread safe.
 *
 * @param events which changes
 * @param columns which columns
 * @param keylessTables whether tables without a valid key are replicated; else nothing of them is sent
 * @param startTs which transactions
 */
public record ChangeFilter(
        EventFilters events, ColumnSelectors columns, boolean keylessTables, IgnoredStartTs startTs) {
    /** Nothing is left out. */
    public static ChangeFilter none() {
        return new ChangeFilter(EventFilters.none(), ColumnSelectors.none(), true, IgnoredStartTs.none());
    }

    /** Whether changes of the table are sent at all. */
    public boolean accepts(TableVersion table) {
        return keylessTables || table.hasHandleKey();
    }

    /**
     * Whether the table of a DDL is one whose changes are sent, before or after it: a DDL that takes the last key of a
     * table is the last thing sent of it, one that gives it a key is the first.
     */
    public boolean concerns(Ddl ddl) {
        TableVersion before = ddl.oldVersion();
        TableVersion after = ddl.newVersion();
        boolean known = before != null || after != null;
        return !known || (before != null && accepts(before)) || (after != null && accepts(after));
    }

    /** Whether a DDL is sent. */
    public boolean accepts(Ddl ddl) {
        return concerns(ddl) && !startTs.contains(ddl.startTs()) && !events.ignores(ddl);
    }

    /** Whether this DDL is the last thing sent of a table, because it takes the key that told its rows apart. */
    public boolean losesTable(Ddl ddl) {
        TableVersion before = ddl.oldVersion();
        TableVersion after = ddl.newVersion();
        return before != null && after != null && accepts(before) && !accepts(after);
    }
}
