package io.tidegate.source;

import java.time.ZoneId;
import java.util.Set;

/**
 * What a changefeed tells its source.
 *
 * @param changefeed its name; sources derive stable identities from it
 * @param tables which tables' rows and DDLs to hand on
 * @param timeZone in which TIMESTAMP values are printed
 * @param splitKeyUpdates whether an UPDATE that changes a key becomes DELETE and INSERT; a source whose database checks
 *     uniqueness at the end of a transaction does it itself, for the others the engine does
 * @param ignoredTransactions transactions of which neither rows nor DDLs are handed on, although the DDLs take effect; by the
 *     source's own name for them: a GTID, or where one begins in the log, {@code file:offset}
 */
public record SourceSettings(
        String changefeed,
        TableSelection tables,
        ZoneId timeZone,
        boolean splitKeyUpdates,
        Set<String> ignoredTransactions) {
    public SourceSettings {
        ignoredTransactions = Set.copyOf(ignoredTransactions);
    }

    /** No transaction is left out. */
    public SourceSettings(String changefeed, TableSelection tables, ZoneId timeZone, boolean splitKeyUpdates) {
        this(changefeed, tables, timeZone, splitKeyUpdates, Set.of());
    }
}
