package io.tidegate.testkit.contract;

import io.tidegate.source.Source;

/** A database that the contract writes to and reads through a source. */
public interface Upstream {
    /** The source of a changefeed that replicates the tables written to. */
    Source source();

    /**
     * Commits so many transactions of one to five rows each, in two tables, and returns how many rows these were. Rows
     * are inserted, updated without change of a key, and deleted.
     */
    int write(int transactions) throws Exception;

    /** Breaks the connection of the session that reads now. */
    void breakConnection() throws Exception;

    /** Ends the database. */
    void close() throws Exception;
}
