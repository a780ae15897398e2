package io.tidegate.encode;

/**
 * When definitions of tables are announced, and where to. If one of the two distances is not positive, no row causes an
 * announcement.
 *
 * @param intervalNanos nanoseconds after which an announcement is repeated
 * @param rows rows of a table after which its announcement is repeated
 * @param everyPartition whether it goes to every partition of the table's topic; otherwise to partition 0 alone
 * @param allAtStart whether all tables are announced before anything else
 */
public record AnnouncementRules(long intervalNanos, long rows, boolean everyPartition, boolean allAtStart) {
    /** Whether rows cause announcements. */
    public boolean followRows() {
        return intervalNanos > 0 && rows > 0;
    }
}
