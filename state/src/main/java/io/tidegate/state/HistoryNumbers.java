package io.tidegate.state;

import org.jdbi.v3.core.Handle;

/** The numbers of entries in a history: they count from 1 within a changefeed, and the newest entries are kept. */
final class HistoryNumbers {
    private HistoryNumbers() {}

    /** The number of the next entry of a changefeed. */
    static long next(Handle state, String table, String changefeed) {
        return state.createQuery(
                        "SELECT coalesce(max(number), 0) + 1 FROM " + table + " WHERE changefeed = :changefeed")
                .bind("changefeed", changefeed)
                .mapTo(Long.class)
                .one();
    }

    /** Forgets all but so many of the newest entries of a changefeed. */
    static void keep(Handle state, String table, String changefeed, int count) {
        state.createUpdate("DELETE FROM " + table
                        + " WHERE changefeed = :changefeed AND number <= (SELECT max(number) FROM "
                        + table + " WHERE changefeed = :changefeed) - :count")
                .bind("changefeed", changefeed)
                .bind("count", count)
                .execute();
    }
}
