package io.tidegate.feed;

/**
 * What a changefeed may take of its process: rows read from the source per second and, among the feeds that have a quota,
 * a share of the workers in proportion to them.
 *
 * <p>A row counts when the reader hands it to the pipeline, whether or not filters leave it out after that: decoding it is
 * what costs. An UPDATE counts once, also if it is sent as DELETE and INSERT; a row that is read again after a restart
 * counts again. Rows of tables that the source leaves out, DDLs and watermarks do not count.
 *
 * @param rowsPerSecond rows per second, with one second's worth at once after a rest; 0 for no limit
 */
public record FeedQuota(long rowsPerSecond) {
    /** No limit. */
    public static final FeedQuota UNLIMITED = new FeedQuota(0);

    /** Rows per second of one replication capacity unit. */
    public static final long ROWS_PER_UNIT = 2500;

    public FeedQuota {
        if (rowsPerSecond < 0) {
            throw new IllegalArgumentException("a quota of " + rowsPerSecond + " rows per second");
        }
    }

    /** The quota of so many replication capacity units; 0 for no limit. */
    public static FeedQuota ofUnits(int units) {
        return new FeedQuota(units * ROWS_PER_UNIT);
    }

    boolean isLimited() {
        return rowsPerSecond > 0;
    }
}
